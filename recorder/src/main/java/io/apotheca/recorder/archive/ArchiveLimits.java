// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.time.Duration;

/**
 * What an archive may take, in bytes and time.
 *
 * @param segmentLength of each sealed segment, a power of two from 512 to 65,536
 * @param queueBytes the most that waits in memory for the disk
 * @param flush how long something is kept before it is written, padded to a segment's end
 * @param force how long something is written before the disk has to have it for good
 * @param retry how long after a failure the disk is tried again
 * @param late how long something waits before that is called being behind
 */
public record ArchiveLimits(
        int segmentLength, int queueBytes, Duration flush, Duration force, Duration retry, Duration late) {
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(
            4_096,
            4 << 20,
            Duration.ofMillis(400),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));

    public ArchiveLimits {
        if (Integer.bitCount(segmentLength) != 1
                || segmentLength < PartHeader.SMALLEST_SEGMENT
                || segmentLength > PartHeader.LARGEST_SEGMENT
                || queueBytes < RecordQueue.SMALLEST) {
            throw new IllegalArgumentException();
        }
    }
}
