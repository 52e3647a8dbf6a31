// SPDX-License-Identifier: Apache-2.0
/** One peer: ICE, DTLS, SRTP, RTCP and the demultiplexing between them, without a socket or a clock. */
@NullMarked
package io.apotheca.media.transport;

import org.jspecify.annotations.NullMarked;
