// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

/** Why a packet was refused: negative numbers, so that one int carries a length or a reason and nothing is allocated. */
public final class SrtpError {
    /** Too short, wrong version, or a header that does not fit. */
    public static final int MALFORMED = -1;
    /** Seen (or sent) before, or older than the replay window. */
    public static final int REPLAYED = -2;
    /** The tag is wrong. */
    public static final int AUTH_FAILED = -3;
    /** A new SSRC of a peer that already uses as many as it may. */
    public static final int TOO_MANY_SOURCES = -4;

    /** The session was closed, and its keys are forgotten. */
    public static final int CLOSED = -5;

    private SrtpError() {}
}
