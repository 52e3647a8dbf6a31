// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp;

/** The octet of the client-to-mixer audio level extension (RFC 6464 section 3): V and the level in -dBov. */
public final class AudioLevel {
    /** The level of digital silence; 0 is the loudest. */
    public static final int SILENCE = 127;

    private AudioLevel() {}

    /** 0 (loudest) to 127 (silence). */
    public static int level(int octet) {
        return octet & 0x7F;
    }
}
