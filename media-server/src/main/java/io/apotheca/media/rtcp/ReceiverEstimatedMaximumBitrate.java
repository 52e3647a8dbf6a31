// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

/**
 * draft-alvestrand-rmcat-remb-03: what a receiver believes it can take.
 *
 * @param bitrateBps in bits a second
 */
public record ReceiverEstimatedMaximumBitrate(int senderSsrc, long bitrateBps) implements RtcpPacket {}
