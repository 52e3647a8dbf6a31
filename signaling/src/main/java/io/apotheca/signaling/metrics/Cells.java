// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers that one thread sets now and then and others read: a meter each, which exists from the first time on. */
final class Cells {
    private record Key(String name, Tags tags) {}

    private static final class Cell {
        private volatile double value;
    }

    private final MeterRegistry registry;
    private final Map<Key, Cell> counters = new ConcurrentHashMap<>();
    private final Map<Key, Cell> gauges = new ConcurrentHashMap<>();

    Cells(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What has been counted in all, elsewhere. */
    void count(Figure figure, Tags tags, long total) {
        count(figure, tags, (double) total);
    }

    /** What has been measured in all, elsewhere. */
    void count(Figure figure, Tags tags, double total) {
        counters.computeIfAbsent(new Key(figure.name(), tags), key -> {
                    Cell cell = new Cell();
                    FunctionCounter.builder(figure.name(), cell, each -> each.value)
                            .description(figure.description())
                            .tags(tags)
                            .register(registry);
                    return cell;
                })
                .value = total;
    }

    /** How it is now. */
    void set(Figure figure, Tags tags, double value) {
        gauges.computeIfAbsent(new Key(figure.name(), tags), key -> {
                    Cell cell = new Cell();
                    Gauge.builder(figure.name(), cell, each -> each.value)
                            .description(figure.description())
                            .tags(tags)
                            .register(registry);
                    return cell;
                })
                .value = value;
    }

    /** Nobody knows how it is now. */
    void forgetGauges() {
        gauges.values().forEach(cell -> cell.value = Double.NaN);
    }
}
