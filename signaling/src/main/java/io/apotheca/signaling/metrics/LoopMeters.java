// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.metrics;

import io.apotheca.media.control.v1.LoopStatistics;
import io.apotheca.media.control.v1.ProcessStatistics;
import io.apotheca.media.control.v1.StatisticsResponse;
import io.apotheca.media.control.v1.Trips;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * What the media server's loops do for what they send: how long it is on its way, and what it takes of the processor, of memory and of the
 * operating system. Used by one thread.
 */
final class LoopMeters {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    private static final Figure TAKEN = new Figure(
            "apotheca.media.figures.time.seconds", "When the media server's figures were taken, since 1970.");
    private static final Figure CALLS =
            new Figure("apotheca.media.udp.calls", "Calls of the operating system by which datagrams came or left.");
    private static final Figure MESSAGES = new Figure(
            "apotheca.media.udp.messages", "Messages in these calls; one may be several datagrams of one path.");
    private static final Figure REFUSED = new Figure(
            "apotheca.media.udp.refused.runs", "Messages of several datagrams that had to be sent one by one.");
    private static final Figure ADAPTER =
            new Figure("apotheca.media.udp.adapter", "Loops by how their datagrams come and leave.");
    private static final Figure LONGEST =
            new Figure("apotheca.media.transit.max.seconds", "The longest transit of the last 30 to 60 seconds.");
    private static final Figure TURNS = new Figure("apotheca.media.loop.turns", "Turns of the loop.");
    private static final Figure CPU = new Figure("apotheca.media.loop.cpu.seconds", "Processor time of the loop.");
    private static final Figure ALLOCATED =
            new Figure("apotheca.media.loop.allocated.bytes", "Bytes allocated by the loop.");
    private static final Figure PROCESS_CPU =
            new Figure("apotheca.media.process.cpu.seconds", "Processor time of the media server's process.");
    private static final Figure PAUSES = new Figure(
            "apotheca.media.process.gc.pauses", "How often garbage collection stopped all threads of that process.");
    private static final Figure PAUSE_TIME = new Figure(
            "apotheca.media.process.gc.pause.seconds",
            "How long garbage collection stopped all threads of that process.");

    private final Cells cells;
    private final TransitMeter transit = new TransitMeter();

    LoopMeters(PrometheusMeterRegistry registry, Cells cells) {
        this.cells = cells;
        registry.getPrometheusRegistry().register(transit);
    }

    void take(StatisticsResponse statistics) {
        ProcessStatistics process = statistics.getProcess();
        cells.set(TAKEN, Tags.empty(), process.getTakenMillis() / MILLIS_PER_SECOND);
        cells.count(PROCESS_CPU, Tags.empty(), process.getCpuNanos() / NANOS_PER_SECOND);
        cells.count(PAUSES, Tags.empty(), process.getCollectionPauses());
        cells.count(PAUSE_TIME, Tags.empty(), process.getCollectionPauseMillis() / MILLIS_PER_SECOND);
        for (int i = 0; i < statistics.getLoopsCount(); i++) {
            take(Integer.toString(i), statistics.getLoops(i));
        }
        for (String adapter : new String[] {"linux", "portable"}) {
            cells.set(ADAPTER, Tags.of("adapter", adapter), (double) statistics.getLoopsList().stream()
                    .filter(loop -> loop.getUdpAdapter().equals(adapter))
                    .count());
        }
        transit.take(statistics.getLoopsList());
    }

    private void take(String loop, LoopStatistics statistics) {
        Tags tags = Tags.of("loop", loop);
        countTrips(tags.and("direction", "in"), statistics.getUdpTripsIn());
        countTrips(tags.and("direction", "out"), statistics.getUdpTripsOut());
        cells.count(REFUSED, tags, statistics.getUdpRunsRefused());
        cells.set(LONGEST, tags, statistics.getTransit().getLongestNanos() / NANOS_PER_SECOND);
        cells.count(TURNS, tags, statistics.getTurns());
        cells.count(CPU, tags, statistics.getCpuNanos() / NANOS_PER_SECOND);
        cells.count(ALLOCATED, tags, statistics.getAllocatedBytes());
    }

    private void countTrips(Tags tags, Trips trips) {
        cells.count(CALLS, tags, trips.getCalls());
        cells.count(MESSAGES, tags, trips.getMessages());
    }
}
