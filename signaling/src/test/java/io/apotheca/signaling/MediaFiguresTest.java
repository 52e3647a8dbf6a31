// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.control.v1.DropCount;
import io.apotheca.media.control.v1.Limit;
import io.apotheca.media.control.v1.LoopStatistics;
import io.apotheca.media.control.v1.ParticipantSample;
import io.apotheca.media.control.v1.Path;
import io.apotheca.media.control.v1.PathProtocol;
import io.apotheca.media.control.v1.ProcessStatistics;
import io.apotheca.media.control.v1.StatisticsResponse;
import io.apotheca.media.control.v1.Transit;
import io.apotheca.media.control.v1.TransitBucket;
import io.apotheca.media.control.v1.TransportCounts;
import io.apotheca.media.control.v1.TransportState;
import io.apotheca.media.control.v1.Trips;
import io.apotheca.media.testing.Property;
import io.apotheca.signaling.metrics.Exposition;
import io.apotheca.signaling.metrics.MediaMeters;
import io.grpc.Status;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.assertj.core.api.AbstractDoubleAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a media server's figures on their way to Prometheus. */
final class MediaFiguresTest {
    private final MediaTwin media = new MediaTwin();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MediaMeters meters = new MediaMeters(registry, media.channel());

    @AfterEach
    void stop() {
        media.close();
    }

    private void sample(StatisticsResponse.Builder statistics) {
        media.tell(statistics.build());
        meters.ask().run();
    }

    /** The sum of those with these labels. */
    private AbstractDoubleAssert<?> figure(String name, String... labels) {
        return assertThat(Exposition.read(registry.scrape()).sum("apotheca_media_" + name, labels));
    }

    private static Path.Builder path() {
        return Path.newBuilder()
                .setState(TransportState.TRANSPORT_STATE_CONNECTED)
                .setProtocol(PathProtocol.PATH_PROTOCOL_TCP)
                .setIpv6(true)
                .setRoundTripMicros(120_000)
                .setLossUp(0.004)
                .setLossDown(0.15)
                .setTargetBps(300_000)
                .setLimit(Limit.LIMIT_LOSS);
    }

    private static LoopStatistics.Builder loop() {
        return LoopStatistics.newBuilder()
                .setRooms(2)
                .addDrops(DropCount.newBuilder().setReason("pacer_full").setCount(7))
                .setTransports(TransportCounts.newBuilder()
                        .setPacketsAsked(1)
                        .setPacketsMissed(2)
                        .setPacketsRepaired(3)
                        .setPacketsResent(4)
                        .setPaddingSent(5)
                        .setKeyframesAsked(6)
                        .setKeyframesWanted(7)
                        .setIceRestarts(8)
                        .setHandshakesDone(9)
                        .setHandshakesFailed(10))
                .addParticipants(ParticipantSample.newBuilder()
                        .setPath(path())
                        .setPicturesFull(1)
                        .setPicturesReduced(2)
                        .setPicturesPaused(3));
    }

    @Test
    void loopsAreAddedUpAndKeptApartWhereThatTells() {
        sample(StatisticsResponse.newBuilder().addLoops(loop()).addLoops(loop()));
        figure("rooms").isEqualTo(4);
        figure("dropped_total", "loop", "1", "reason", "pacer_full").isEqualTo(7);
        figure("nacked_packets_total", "direction", "up").isEqualTo(2);
        figure("nacked_packets_total", "direction", "down").isEqualTo(4);
        figure("rtx_packets_total", "direction", "up").isEqualTo(6);
        figure("rtx_packets_total", "direction", "down").isEqualTo(8);
        figure("padding_packets_total").isEqualTo(10);
        figure("keyframe_requests_total", "direction", "up").isEqualTo(12);
        figure("keyframe_requests_total", "direction", "down").isEqualTo(14);
        figure("ice_restarts_total").isEqualTo(16);
        figure("handshakes_total", "outcome", "done").isEqualTo(18);
        figure("handshakes_total", "outcome", "failed").isEqualTo(20);
        figure("paths", "protocol", "tcp", "ip", "6").isEqualTo(2);
        figure("paths", "protocol", "udp").isZero();
        figure("receivers", "limit", "loss").isEqualTo(2);
        figure("receivers", "limit", "delay").isZero();
        figure("pictures", "state", "full").isEqualTo(2);
        figure("pictures", "state", "reduced").isEqualTo(4);
        figure("pictures", "state", "paused").isEqualTo(6);
    }

    @Test
    void whatLoopsDoForWhatTheySendIsKeptApart() {
        LoopStatistics.Builder loop = loop().setUdpTripsIn(
                        Trips.newBuilder().setCalls(1).setMessages(2))
                .setUdpTripsOut(Trips.newBuilder().setCalls(3).setMessages(4))
                .setUdpRunsRefused(5)
                .setTransit(Transit.newBuilder()
                        .addBuckets(
                                TransitBucket.newBuilder().setEndNanos(8_192).setCount(6))
                        .addBuckets(TransitBucket.newBuilder()
                                .setEndNanos(2_000_000)
                                .setCount(3))
                        .addBuckets(TransitBucket.newBuilder().setCount(1))
                        .setSumNanos(2_500_000_000L)
                        .setLongestNanos(2_400_000_000L))
                .setTurns(7)
                .setCpuNanos(1_500_000_000L)
                .setAllocatedBytes(9)
                .setUdpAdapter("linux");
        sample(StatisticsResponse.newBuilder()
                .addLoops(loop())
                .addLoops(loop)
                .setProcess(ProcessStatistics.newBuilder()
                        .setTakenMillis(1_800_000_000_500L)
                        .setCpuNanos(2_500_000_000L)
                        .setCollectionPauses(11)
                        .setCollectionPauseMillis(12)));
        String[] second = {"loop", "1"};
        figure("udp_calls_total", "loop", "1", "direction", "in").isEqualTo(1);
        figure("udp_messages_total", "loop", "1", "direction", "in").isEqualTo(2);
        figure("udp_calls_total", "loop", "1", "direction", "out").isEqualTo(3);
        figure("udp_messages_total", "loop", "1", "direction", "out").isEqualTo(4);
        figure("udp_refused_runs_total", second).isEqualTo(5);
        figure("loop_turns_total", second).isEqualTo(7);
        figure("loop_cpu_seconds_total", second).isEqualTo(1.5);
        figure("loop_allocated_bytes_total", second).isEqualTo(9);
        figure("udp_adapter", "adapter", "linux").isEqualTo(1);
        figure("udp_adapter", "adapter", "portable").isZero();
        figure("transit_max_seconds", second).isEqualTo(2.4);
        figure("transit_seconds_bucket", "loop", "1", "le", "8.192E-6").isEqualTo(6);
        figure("transit_seconds_bucket", "loop", "1", "le", "0.002").isEqualTo(9);
        figure("transit_seconds_bucket", "loop", "1", "le", "+Inf").isEqualTo(10);
        figure("transit_seconds_count", second).isEqualTo(10);
        figure("transit_seconds_sum", second).isEqualTo(2.5);
        figure("figures_time_seconds").isEqualTo(1_800_000_000.5);
        figure("process_cpu_seconds_total").isEqualTo(2.5);
        figure("process_gc_pauses_total").isEqualTo(11);
        figure("process_gc_pause_seconds_total").isEqualTo(0.012);
    }

    @Test
    void everyParticipantCountsInTheSpreadOnceASample() {
        sample(StatisticsResponse.newBuilder().addLoops(loop()));
        sample(StatisticsResponse.newBuilder()
                .addLoops(loop().addParticipants(ParticipantSample.newBuilder()
                        .setPath(path().clearRoundTripMicros().setTargetBps(3_000_000)))));
        figure("target_rate_bits_per_second_bucket", "le", "200000.0").isZero();
        figure("target_rate_bits_per_second_bucket", "le", "400000.0").isEqualTo(2);
        figure("target_rate_bits_per_second_count").isEqualTo(3);
        figure("round_trip_seconds_count")
                .as("what is not known does not count")
                .isEqualTo(2);
        figure("round_trip_seconds_bucket", "le", "0.15").isEqualTo(2);
        figure("round_trip_seconds_bucket", "le", "0.1").isZero();
        figure("loss_percent_bucket", "direction", "up", "le", "1.0").isEqualTo(3);
        figure("loss_percent_bucket", "direction", "down", "le", "10.0").isZero();
    }

    @Test
    void aMediaServerThatDoesNotAnswerIsDownAndItsGaugesAreUnknown() {
        sample(StatisticsResponse.newBuilder().addLoops(loop()));
        figure("up").isEqualTo(1);
        media.refuseStatistics(Status.UNAVAILABLE);
        meters.ask().run();
        figure("up").isZero();
        figure("rooms").isNaN();
        figure("dropped_total").isEqualTo(7);
        sample(StatisticsResponse.newBuilder().addLoops(loop()));
        figure("up").isEqualTo(1);
        figure("rooms").isEqualTo(2);
    }

    @Test
    void everyReceiverAndTransportIsInExactlyOneGroup() {
        Property.check(41, 30, random -> {
            LoopStatistics.Builder loop = LoopStatistics.newBuilder();
            int people = random.nextInt(20);
            int estimated = 0;
            for (int i = 0; i < people; i++) {
                boolean estimates = random.nextBoolean();
                estimated += estimates ? 1 : 0;
                loop.addParticipants(ParticipantSample.newBuilder()
                        .setPath(Path.newBuilder()
                                .setState(TransportState.forNumber(random.nextInt(1, 5)))
                                .setProtocol(PathProtocol.forNumber(random.nextInt(1, 3)))
                                .setIpv6(random.nextBoolean())
                                .setLimit(Limit.forNumber(estimates ? random.nextInt(1, 8) : 0))));
            }
            sample(StatisticsResponse.newBuilder().addLoops(loop));
            figure("transports").isEqualTo(people);
            figure("paths").isEqualTo(people);
            figure("receivers").isEqualTo(estimated);
        });
    }
}
