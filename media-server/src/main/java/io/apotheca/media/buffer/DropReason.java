// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.buffer;

/** Why a datagram or packet went no further. Every drop is counted under exactly one of these. */
public enum DropReason {
    /** Larger than {@link PacketBuffer#CAPACITY}, or empty. */
    BAD_SIZE,
    /** First byte outside the ranges of RFC 7983. */
    UNKNOWN_KIND,
    /** Not a STUN check, and from an address no transport has validated. */
    UNKNOWN_SOURCE,
    /** A STUN check for a username fragment nobody here has. */
    UNKNOWN_UFRAG,
    /** A STUN message that is broken, not a binding request, or without a valid MESSAGE-INTEGRITY. */
    STUN_REFUSED,
    /** DTLS from an address that ICE has not validated. */
    DTLS_NOT_VALIDATED,
    /** Media before the handshake has given keys. */
    NO_KEYS,
    MALFORMED,
    REPLAYED,
    AUTH_FAILED,
    TOO_MANY_SOURCES,
    UNKNOWN_SSRC,
    /** Padding, or a retransmission that carries nothing. */
    NO_PAYLOAD,
    /** Came twice: as itself and as its retransmission. */
    DUPLICATE,
    /** In a codec, or a profile of one, that the subscriber did not negotiate. */
    NOT_NEGOTIATED,
    /** Before the key frame with which a subscriber starts. */
    BEFORE_SWITCH,
    /** Too old to be put in sequence for this subscriber. */
    TOO_LATE,
    /** A retransmission asked for that is no longer, or never was, here. */
    NOT_CACHED,
    /** A retransmission over the subscriber's budget. */
    RTX_LIMITED,
    /** More waited for its turn on a subscriber's path than may, or for longer than may be. */
    PACER_FULL,
    /** The operating system took no more; the network would have lost it too. */
    SEND_FAILED,
    /** For a TCP connection whose peer does not read what already waits for it. */
    SLOW_READER,
    /** A TCP connection over the limit, or the one that made room for it. */
    TOO_MANY_CONNECTIONS,
    /** A TCP connection that did not prove itself in time, or fell silent. */
    CONNECTION_IDLE
}
