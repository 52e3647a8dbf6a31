// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

/** A source description (RFC 3550 6.5) came; nothing in it is used. */
public record SourceDescription() implements RtcpPacket {}
