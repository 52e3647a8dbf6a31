// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.metrics;

import io.apotheca.media.control.v1.LoopStatistics;
import io.apotheca.media.control.v1.Transit;
import io.apotheca.media.control.v1.TransitBucket;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;

/** The loops' histograms of transit times as one of Prometheus' own: Micrometer's only count what they are told one by one. */
final class TransitMeter implements Collector {
    private static final String NAME = "apotheca_media_transit_seconds";
    private static final double NANOS_PER_SECOND = 1e9;

    private volatile HistogramSnapshot now = snapshot(List.of());

    void take(List<LoopStatistics> loops) {
        now = snapshot(loops);
    }

    private static HistogramSnapshot snapshot(List<LoopStatistics> loops) {
        HistogramSnapshot.Builder snapshot = HistogramSnapshot.builder()
                .name(NAME)
                .help(
                        "From a datagram's arrival until what it caused was written; not what waited on a receiver's path.");
        for (int i = 0; i < loops.size(); i++) {
            snapshot.dataPoint(point(Integer.toString(i), loops.get(i).getTransit()));
        }
        return snapshot.build();
    }

    private static HistogramDataPointSnapshot point(String loop, Transit transit) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (TransitBucket bucket : transit.getBucketsList()) {
            buckets.bucket(
                    bucket.hasEndNanos() ? bucket.getEndNanos() / NANOS_PER_SECOND : Double.POSITIVE_INFINITY,
                    bucket.getCount());
        }
        if (transit.getBucketsCount() == 0) {
            buckets.bucket(Double.POSITIVE_INFINITY, 0);
        }
        return HistogramDataPointSnapshot.builder()
                .labels(Labels.of("loop", loop))
                .classicHistogramBuckets(buckets.build())
                .sum(transit.getSumNanos() / NANOS_PER_SECOND)
                .build();
    }

    @Override
    public HistogramSnapshot collect() {
        return now;
    }
}
