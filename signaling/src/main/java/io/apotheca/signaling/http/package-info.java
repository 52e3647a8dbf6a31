// SPDX-License-Identifier: Apache-2.0
/** HTTP and WebSocket: the only way into this server for browsers. */
@NullMarked
package io.apotheca.signaling.http;

import org.jspecify.annotations.NullMarked;
