// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

/** How loud one participant has been lately, in dB above silence (127 - the level of RFC 6464). */
final class SpeechLevel {
    /** Share of the newest packet: with 20 ms a packet, about a tenth of a second of memory. */
    private static final double NEWEST = 0.2;

    /** What is left after an interval of {@link SpeakerObserver} in which nothing came. */
    private static final double LEFT_BY_AN_INTERVAL = 0.1;

    private double loudness;
    private boolean heard;

    void add(int level) {
        loudness += NEWEST * (127 - level - loudness);
        heard = true;
    }

    /** An interval is over; who sent nothing in it was silent. */
    void endInterval() {
        if (!heard) {
            loudness *= LEFT_BY_AN_INTERVAL;
        }
        heard = false;
    }

    double loudness() {
        return loudness;
    }
}
