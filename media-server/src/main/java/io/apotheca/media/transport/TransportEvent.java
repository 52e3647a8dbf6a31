// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

/** What is counted of a {@link PeerTransport} beside what it drops. */
public enum TransportEvent {
    /** The peer was asked to send a packet again. */
    PACKET_ASKED,
    /** The peer sent one on a retransmission stream. */
    PACKET_REPAIRED,
    /** The peer asked for a packet again. */
    PACKET_MISSED,
    /** It was sent one again. */
    PACKET_RESENT,
    /** It was sent one that only finds out what the path carries. */
    PADDING_SENT,
    /** The peer was asked for a key frame. */
    KEYFRAME_ASKED,
    /** The peer asked for one. */
    KEYFRAME_WANTED,
    ICE_RESTARTED,
    HANDSHAKE_DONE,
    /** DTLS ended without keys, and not because we closed it. */
    HANDSHAKE_FAILED
}
