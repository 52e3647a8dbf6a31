// SPDX-License-Identifier: Apache-2.0
/**
 * Simulated participants' media, without signaling: ICE, DTLS, SRTP, RTP and RTCP over one UDP socket each, thousands of
 * them on a few threads. Whoever does the signaling gives and takes parameters, as a browser's peer connection does.
 */
@NullMarked
package io.apotheca.bench.client;

import org.jspecify.annotations.NullMarked;
