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
    /** The share of packets that did not arrive. */
    public double lossShare() {
        long gone = lostPackets + droppedPackets;
        return gone == 0 ? 0 : gone / (double) (gone + deliveredPackets);
    }
}
