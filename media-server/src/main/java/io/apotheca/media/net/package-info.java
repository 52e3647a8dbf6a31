// SPDX-License-Identifier: Apache-2.0
/** The only sockets and loop threads: a MediaLoop owns UDP ports, the transports reached through them, and their timers. */
@NullMarked
package io.apotheca.media.net;

import org.jspecify.annotations.NullMarked;
