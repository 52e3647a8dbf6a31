// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

/** How loud one participant has been lately, in dB above silence (127 - the level of RFC 6464). */
final class SpeechLevel {
    /** Share of the newest packet: with 20 ms a packet, about a tenth of a second of memory. */
    private static final double NEWEST = 0.2;

    private double loudness;

    void add(int level) {
        loudness += NEWEST * (127 - level - loudness);
    }

    double loudness() {
        return loudness;
    }
}
