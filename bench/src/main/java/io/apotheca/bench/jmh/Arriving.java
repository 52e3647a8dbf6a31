// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import io.apotheca.media.feedback.TwccArrivals;

/** Notes a packet's transport-wide number, and whether feedback is due. */
final class Arriving implements Runnable {
    private static final long MILLI = 1_000_000;

    private final TwccArrivals arrivals = new TwccArrivals();
    private long number;
    private boolean due;

    @Override
    public void run() {
        number++;
        arrivals.onPacket((int) number & 0xFFFF, number * MILLI);
        due ^= arrivals.due(number * MILLI);
    }

    @Override
    public String toString() {
        return "due " + due;
    }
}
