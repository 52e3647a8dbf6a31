// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run found out. What could not be measured is NaN.
 *
 * @param seconds that were measured
 * @param joins of the beginning, and while it was measured
 * @param delivered the share of what was published that came to those who watch; NaN where layers are chosen
 * @param problem what went wrong first, if anything
 */
public record LoadResult(
        String server,
        LoadPlan plan,
        double seconds,
        double delivered,
        Joins joins,
        Joins churn,
        Flow flow,
        Latency latency,
        Latency soundLatency,
        Latency transit,
        Server figures,
        Bench bench,
        List<Sample> samples,
        @Nullable String problem) {
    /** Processor time that the server took for each join of the churn, everything else that it did meanwhile included. */
    public double serverMillisPerJoin() {
        return perJoin(figures.cpuPercent());
    }

    /** The same of the bench. */
    public double benchMillisPerJoin() {
        return perJoin(bench.cpuPercent());
    }

    private double perJoin(double cpuPercent) {
        return churn.done() == 0 ? Double.NaN : 10 * cpuPercent / churn.perSecond();
    }

    /** Times from the first request to the first packet of media. */
    public record Joins(
            int done,
            int failed,
            double perSecond,
            double p50Millis,
            double p90Millis,
            double p99Millis,
            double maxMillis) {}

    /**
     * What went through the server, as the participants saw it, each second.
     *
     * @param inPackets of media, sent to the server for the first time
     * @param outPackets of media that the server forwarded; probes and retransmissions do not count
     * @param inBps of datagrams as UDP payload, all kinds
     * @param lost packets of media, in all, that never came
     * @param lossPercent of those that should have come
     * @param repaired that came by retransmission, in all
     */
    public record Flow(
            double inPackets,
            double outPackets,
            double inBps,
            double outBps,
            long forwarded,
            long lost,
            double lossPercent,
            long repaired,
            long probes,
            long keyframesWanted) {}

    public record Latency(double p50Millis, double p90Millis, double p99Millis, double p999Millis, double maxMillis) {
        public static final Latency UNKNOWN = new Latency(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /**
     * What the server's process took.
     *
     * @param cpuPercent of one core
     * @param cpuMicrosPerPacket processor time for each forwarded packet of media
     * @param memoryBytes a participant, above what the server took before anybody came
     * @param leftMemoryBytes above that after everybody has left, in all
     * @param startMemoryBytes before anybody came
     * @param pauseMaxMillis longest stop of the Java runtime's threads
     * @param allocatedBytesPerPacket on the threads that move media
     * @param packetsPerCall datagrams that go to the operating system at once
     */
    public record Server(
            double cpuPercent,
            double cpuMicrosPerPacket,
            double memoryBytes,
            double leftMemoryBytes,
            double startMemoryBytes,
            double pauseMaxMillis,
            double pauseTotalMillis,
            double allocatedBytesPerPacket,
            double allocatedBytesPerSecond,
            double packetsPerCall,
            double dropped) {}

    /**
     * How the bench itself fared.
     *
     * @param busyPercent of its busiest threads' time
     * @param machinePercent of all processors of its machine, by whomever
     * @param sound false where the bench may have been what was slow
     */
    public record Bench(
            double busyPercent,
            double cpuPercent,
            double machinePercent,
            double lagP99Millis,
            double turnP99Millis,
            long unsent,
            long refused,
            boolean sound) {}

    /** One second of it; who left and joined again in it counts as joined. */
    public record Sample(
            double atSeconds,
            long inPackets,
            long outPackets,
            double outBps,
            double p50Millis,
            double p99Millis,
            double serverCpuPercent,
            double benchBusyPercent,
            long lost,
            int present,
            int joined) {}
}
