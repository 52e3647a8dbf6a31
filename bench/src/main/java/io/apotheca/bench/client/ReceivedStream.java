// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

/**
 * One RTP stream that a connection may receive.
 *
 * @param rtxSsrc of its retransmissions (RFC 4588); 0 where there are none: then missing packets are not asked for
 */
public record ReceivedStream(MediaKind kind, int ssrc, int rtxSsrc) {}
