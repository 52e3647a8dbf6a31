// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

/**
 * RFC 4585 6.2.1: please send these again.
 *
 * @param sequences 16-bit sequence numbers; the array is the record's own
 */
public record GenericNack(int senderSsrc, int mediaSsrc, int[] sequences) implements RtcpPacket {}
