// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.link;

/**
 * What a link did since it was last asked.
 *
 * @param lostPackets lost at random
 * @param droppedPackets dropped because the queue was full
 * @param peakQueueNanos the longest that a carried packet waited and was sent
 */
public record LinkInterval(
        long deliveredPackets,
        long deliveredBytes,
        long lostPackets,
        long droppedPackets,
        long meanQueueNanos,
        long peakQueueNanos) {
    public static final LinkInterval NOTHING = new LinkInterval(0, 0, 0, 0, 0, 0);

    /** What two links did together, or one in two stretches of time. */
    public LinkInterval plus(LinkInterval other) {
        long delivered = deliveredPackets + other.deliveredPackets;
        double waited =
                (double) meanQueueNanos * deliveredPackets + (double) other.meanQueueNanos * other.deliveredPackets;
        return new LinkInterval(
                delivered,
                deliveredBytes + other.deliveredBytes,
                lostPackets + other.lostPackets,
                droppedPackets + other.droppedPackets,
                delivered == 0 ? 0 : Math.round(waited / delivered),
                Math.max(peakQueueNanos, other.peakQueueNanos));
    }

    /** The share of packets that did not arrive. */
    public double lossShare() {
        long gone = lostPackets + droppedPackets;
        return gone == 0 ? 0 : gone / (double) (gone + deliveredPackets);
    }
}
