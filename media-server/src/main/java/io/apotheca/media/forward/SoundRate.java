// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/**
 * What one sound has to be given of a path, in bits per second: what it took lately at most. A publisher sends next to
 * nothing while it is silent (DTX) and everything the moment it speaks, and no picture is to come and go with that. Owned by
 * its {@link OutboundTrack}.
 */
final class SoundRate {
    private static final double FADE_NANOS = 20e9;

    private double bps;
    private long toldNanos;

    long onMeasured(long measuredBps, long nowNanos) {
        double kept = bps * Math.max(0, 1 - (nowNanos - toldNanos) / FADE_NANOS);
        bps = Math.max((double) measuredBps, kept);
        toldNanos = nowNanos;
        return (long) bps;
    }

    /** Another source: nothing is known of it. */
    void reset() {
        bps = 0;
    }
}
