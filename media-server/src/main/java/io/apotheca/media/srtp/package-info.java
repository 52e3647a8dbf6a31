// SPDX-License-Identifier: Apache-2.0
/** SRTP and SRTCP (RFC 3711, RFC 7714): the port the core speaks to, its jitsi-srtp adapter and our own replay register. */
@NullMarked
package io.apotheca.media.srtp;

import org.jspecify.annotations.NullMarked;
