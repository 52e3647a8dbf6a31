// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

/**
 * What was seen between two times.
 *
 * @param utilisation media that arrived, by what the link and the sources allowed
 * @param queueP95Millis what 95 of 100 packets did not exceed at the bottleneck
 * @param overflow the share of packets the bottleneck's queue dropped
 * @param loss the share that did not arrive, lost at random too
 */
public record Phase(
        double fromSeconds,
        double untilSeconds,
        double capacityBps,
        double mediaBps,
        double utilisation,
        double queueP95Millis,
        double queuePeakMillis,
        double overflow,
        double loss) {
    static Phase of(Run run, double from, double until, double mostBps) {
        double capacity = run.capacity(from, until);
        double media = run.media(from, until);
        return new Phase(
                from,
                until,
                capacity,
                media,
                media / Math.min(capacity, mostBps),
                run.queueMillis(from, until, 0.95),
                run.queueMillis(from, until, 1),
                run.overflow(from, until),
                run.loss(from, until));
    }
}
