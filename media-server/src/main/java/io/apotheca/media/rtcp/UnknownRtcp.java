// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

/** A well-formed packet of a type or format not used here. */
public record UnknownRtcp(int packetType, int format) implements RtcpPacket {}
