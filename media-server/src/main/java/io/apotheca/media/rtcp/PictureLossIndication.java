// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

/** RFC 4585 6.3.1: a key frame, please. */
public record PictureLossIndication(int senderSsrc, int mediaSsrc) implements RtcpPacket {}
