// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import java.util.Arrays;

/**
 * What each layer of one inbound stream takes, in bits per second of RTP, smoothed over a few windows of
 * {@link #WINDOW_NANOS}, the first of which begins with the stream. Retransmissions do not count. Owned by its MediaLoop;
 * allocates nothing.
 */
public final class LayerRates {
    /** Highest number of spatial, and of temporal, layers told apart; what is above counts as the highest. */
    public static final int LAYERS = 4;

    static final long WINDOW_NANOS = 500_000_000;
    private static final long SMOOTHING = 2;
    private static final long NANOS = 1_000_000_000;

    private final long[] bytes = new long[LAYERS * LAYERS];
    private final long[] rates = new long[LAYERS * LAYERS];
    private long startedNanos = Long.MIN_VALUE / 2;
    private boolean silent = true;

    void onPacket(int spatialLayer, int temporalLayer, int length, long nowNanos) {
        roll(nowNanos);
        if (silent) {
            silent = false;
            startedNanos = nowNanos;
        }
        bytes[index(spatialLayer, temporalLayer)] += length;
    }

    private static int index(int spatialLayer, int temporalLayer) {
        return Math.min(spatialLayer, LAYERS - 1) * LAYERS + Math.min(temporalLayer, LAYERS - 1);
    }

    private void roll(long nowNanos) {
        long elapsedNanos = nowNanos - startedNanos;
        if (elapsedNanos < WINDOW_NANOS) {
            return;
        }
        silent = true;
        for (int i = 0; i < rates.length; i++) {
            long newest = bytes[i] * 8 * NANOS / elapsedNanos;
            rates[i] = rates[i] == 0 || newest == 0 ? newest : (SMOOTHING * rates[i] + newest) / (SMOOTHING + 1);
            silent &= newest == 0;
        }
        Arrays.fill(bytes, 0);
        startedNanos = nowNanos;
    }

    /** The rate of everything that a subscriber to these layers gets: the layers up to both. */
    public long upToBps(int spatialLayer, int temporalLayer, long nowNanos) {
        roll(nowNanos);
        long rate = 0;
        for (int spatial = 0; spatial <= Math.min(spatialLayer, LAYERS - 1); spatial++) {
            for (int temporal = 0; temporal <= Math.min(temporalLayer, LAYERS - 1); temporal++) {
                rate += rates[index(spatial, temporal)];
            }
        }
        return rate;
    }

    /** The highest spatial layer that is being sent, or -1 while nothing is. */
    public int topSpatial(long nowNanos) {
        roll(nowNanos);
        for (int i = rates.length - 1; i >= 0; i--) {
            if (rates[i] > 0 || bytes[i] > 0) {
                return i / LAYERS;
            }
        }
        return -1;
    }

    /** The highest temporal layer that is being sent, or -1 while nothing is. */
    public int topTemporal(long nowNanos) {
        roll(nowNanos);
        int top = -1;
        for (int i = 0; i < rates.length; i++) {
            if (rates[i] > 0 || bytes[i] > 0) {
                top = Math.max(top, i % LAYERS);
            }
        }
        return top;
    }

    void reset() {
        Arrays.fill(bytes, 0);
        Arrays.fill(rates, 0);
        startedNanos = Long.MIN_VALUE / 2;
        silent = true;
    }
}
