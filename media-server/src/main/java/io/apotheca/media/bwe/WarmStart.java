// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/**
 * What is known before the first packet: what others in the same room, and earlier calls from the same address, could
 * receive. 0 stands for nothing known.
 */
public record WarmStart(long roomBps, long addressBps) {
    /** Nothing known. */
    public static final WarmStart COLD = new WarmStart(0, 0);

    private static final long COLD_BPS = 300_000;
    private static final long MOST_BPS = 1_500_000;
    private static final double OF_ADDRESS = 0.6;

    /** More than this of an address makes the start higher than nothing known would. */
    static final long TELLING_BPS = (long) (COLD_BPS / OF_ADDRESS);

    private static final double OF_ROOM = 0.3;

    public WarmStart {
        if (roomBps < 0 || addressBps < 0) {
            throw new IllegalArgumentException("a rate is not negative");
        }
    }

    /** The rate to begin with: below what was seen, since probes find the rest in no time and a queue costs more. */
    public long startBps() {
        long told = (long) (addressBps > 0 ? OF_ADDRESS * addressBps : OF_ROOM * roomBps);
        if (told == 0) {
            return COLD_BPS;
        }
        return Math.clamp(told, addressBps > 0 ? 50_000 : COLD_BPS, MOST_BPS);
    }
}
