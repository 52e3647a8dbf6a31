// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import com.sun.management.ThreadMXBean;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.control.v1.DropCount;
import io.apotheca.media.control.v1.Flow;
import io.apotheca.media.control.v1.LoopStatistics;
import io.apotheca.media.control.v1.ParticipantQuality;
import io.apotheca.media.control.v1.ParticipantSample;
import io.apotheca.media.control.v1.Path;
import io.apotheca.media.control.v1.PathProtocol;
import io.apotheca.media.control.v1.Picture;
import io.apotheca.media.control.v1.Transit;
import io.apotheca.media.control.v1.TransitBucket;
import io.apotheca.media.control.v1.TransportCounts;
import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.net.MediaLoop;
import io.apotheca.media.net.Traffic;
import io.apotheca.media.net.TransitTimes;
import io.apotheca.media.net.Trips;
import io.apotheca.media.room.Participant;
import io.apotheca.media.room.Wish;
import io.apotheca.media.transport.PathFigures;
import io.apotheca.media.transport.TransportCounters;
import io.apotheca.media.transport.TransportEvent;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What the core counts and measures, in the control service's words. Runs on the loop of what it describes. */
final class Figures {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Figures() {}

    static ParticipantQuality quality(Participant participant, long nowNanos) {
        ParticipantQuality.Builder quality = ParticipantQuality.newBuilder()
                .setParticipantId(participant.id())
                .setPath(path(participant.transport().figures(nowNanos)));
        for (io.apotheca.media.room.Picture picture : participant.pictures(nowNanos)) {
            quality.addPictures(picture(picture));
        }
        for (Wish wish : participant.wishes()) {
            quality.addWishes(io.apotheca.media.control.v1.Wish.newBuilder()
                    .setSource(EventHub.proto(wish.source()))
                    .setHighest(wish.highest())
                    .setStreams(wish.streams()));
        }
        return quality.build();
    }

    private static Picture picture(io.apotheca.media.room.Picture picture) {
        Picture.Builder shown = Picture.newBuilder()
                .setMid(picture.mid())
                .setSourceParticipantId(picture.participantId())
                .setSource(EventHub.proto(picture.source()))
                .setLevels(picture.levels())
                .setLimited(picture.limited())
                .setPaused(picture.paused())
                .setShortfall(
                        switch (picture.shortfall()) {
                            case NONE -> io.apotheca.media.control.v1.Shortfall.SHORTFALL_NONE;
                            case PATH -> io.apotheca.media.control.v1.Shortfall.SHORTFALL_PATH;
                            case WAITING -> io.apotheca.media.control.v1.Shortfall.SHORTFALL_WAITING;
                            case NOT_SENT -> io.apotheca.media.control.v1.Shortfall.SHORTFALL_NOT_SENT;
                        });
        if (picture.level() >= 0) {
            shown.setLevel(picture.level());
        }
        return shown.build();
    }

    static ParticipantSample sample(Participant participant, long nowNanos) {
        int full = 0;
        int reduced = 0;
        int paused = 0;
        for (io.apotheca.media.room.Picture picture : participant.pictures(nowNanos)) {
            paused += picture.paused() ? 1 : 0;
            reduced += picture.limited() && !picture.paused() ? 1 : 0;
            full += picture.level() >= 0 && !picture.limited() ? 1 : 0;
        }
        return ParticipantSample.newBuilder()
                .setPath(path(participant.transport().figures(nowNanos)))
                .setPicturesFull(full)
                .setPicturesReduced(reduced)
                .setPicturesPaused(paused)
                .build();
    }

    static Path path(PathFigures figures) {
        Path.Builder path = Path.newBuilder()
                .setState(state(figures))
                .setProtocol(protocol(figures))
                .setIpv6(figures.path() != null && !figures.path().remote().isIpv4())
                .setReceivedBps(figures.receivedBps())
                .setSentBps(figures.sentBps());
        if (figures.roundTripNanos() >= 0) {
            path.setRoundTripMicros(figures.roundTripNanos() / NANOS_PER_MICRO);
        }
        if (figures.lossUp() >= 0) {
            path.setLossUp(figures.lossUp());
        }
        if (figures.lossDown() >= 0) {
            path.setLossDown(figures.lossDown());
        }
        if (figures.targetBps() >= 0) {
            path.setTargetBps(figures.targetBps())
                    .setQueueMicros(figures.queueNanos() / NANOS_PER_MICRO)
                    .setLimit(limit(figures));
        }
        return path.build();
    }

    private static io.apotheca.media.control.v1.TransportState state(PathFigures figures) {
        return switch (figures.state()) {
            case CONNECTING -> io.apotheca.media.control.v1.TransportState.TRANSPORT_STATE_CONNECTING;
            case CONNECTED -> io.apotheca.media.control.v1.TransportState.TRANSPORT_STATE_CONNECTED;
            case INTERRUPTED -> io.apotheca.media.control.v1.TransportState.TRANSPORT_STATE_INTERRUPTED;
            case FAILED, CLOSED -> io.apotheca.media.control.v1.TransportState.TRANSPORT_STATE_FAILED;
        };
    }

    private static PathProtocol protocol(PathFigures figures) {
        NetworkPath path = figures.path();
        if (path == null) {
            return PathProtocol.PATH_PROTOCOL_UNSPECIFIED;
        }
        return path.tcp() ? PathProtocol.PATH_PROTOCOL_TCP : PathProtocol.PATH_PROTOCOL_UDP;
    }

    private static io.apotheca.media.control.v1.Limit limit(PathFigures figures) {
        return switch (figures.limit()) {
            case NONE -> io.apotheca.media.control.v1.Limit.LIMIT_NONE;
            case APPLICATION -> io.apotheca.media.control.v1.Limit.LIMIT_APPLICATION;
            case DELAY -> io.apotheca.media.control.v1.Limit.LIMIT_DELAY;
            case DRAINING -> io.apotheca.media.control.v1.Limit.LIMIT_DRAINING;
            case LOSS -> io.apotheca.media.control.v1.Limit.LIMIT_LOSS;
            case COMPETING -> io.apotheca.media.control.v1.Limit.LIMIT_COMPETING;
            case SILENCE -> io.apotheca.media.control.v1.Limit.LIMIT_SILENCE;
        };
    }

    /** What the loop's ports and everything on it counted. */
    static LoopStatistics.Builder statistics(MediaLoop loop) {
        Traffic traffic = loop.traffic();
        Trips trips = loop.trips();
        LoopStatistics.Builder statistics = LoopStatistics.newBuilder()
                .setUdpIn(flow(traffic.udpIn()))
                .setUdpOut(flow(traffic.udpOut()))
                .setTcpIn(flow(traffic.tcpIn()))
                .setTcpOut(flow(traffic.tcpOut()))
                .setUdpTripsIn(trips(trips.callsIn(), trips.messagesIn()))
                .setUdpTripsOut(trips(trips.callsOut(), trips.messagesOut()))
                .setUdpRunsRefused(trips.runsRefused())
                .setTransit(transit(loop.transit(), loop.nowNanos()))
                .setTurns(loop.turns())
                .setUdpAdapter(loop.udpAdapter().name().toLowerCase(Locale.ROOT))
                .setCpuNanos(THREADS.getCurrentThreadCpuTime())
                .setAllocatedBytes(THREADS.getCurrentThreadAllocatedBytes());
        for (DropReason reason : DropReason.values()) {
            statistics.addDrops(DropCount.newBuilder()
                    .setReason(reason.name().toLowerCase(Locale.ROOT))
                    .setCount(loop.drops().of(reason)));
        }
        return statistics;
    }

    private static Flow flow(Traffic.Flow flow) {
        return Flow.newBuilder()
                .setDatagrams(flow.datagrams())
                .setBytes(flow.bytes())
                .build();
    }

    private static io.apotheca.media.control.v1.Trips trips(long calls, long messages) {
        return io.apotheca.media.control.v1.Trips.newBuilder()
                .setCalls(calls)
                .setMessages(messages)
                .build();
    }

    private static Transit transit(TransitTimes times, long nowNanos) {
        Transit.Builder transit =
                Transit.newBuilder().setSumNanos(times.sumNanos()).setLongestNanos(times.longestNanos(nowNanos));
        for (int i = 0; i < TransitTimes.buckets(); i++) {
            TransitBucket.Builder bucket = transit.addBucketsBuilder().setCount(times.count(i));
            if (TransitTimes.endNanos(i) != Long.MAX_VALUE) {
                bucket.setEndNanos(TransitTimes.endNanos(i));
            }
        }
        return transit.build();
    }

    static TransportCounts counts(TransportCounters counters) {
        return TransportCounts.newBuilder()
                .setPacketsAsked(counters.of(TransportEvent.PACKET_ASKED))
                .setPacketsRepaired(counters.of(TransportEvent.PACKET_REPAIRED))
                .setPacketsMissed(counters.of(TransportEvent.PACKET_MISSED))
                .setPacketsResent(counters.of(TransportEvent.PACKET_RESENT))
                .setPaddingSent(counters.of(TransportEvent.PADDING_SENT))
                .setKeyframesAsked(counters.of(TransportEvent.KEYFRAME_ASKED))
                .setKeyframesWanted(counters.of(TransportEvent.KEYFRAME_WANTED))
                .setIceRestarts(counters.of(TransportEvent.ICE_RESTARTED))
                .setHandshakesDone(counters.of(TransportEvent.HANDSHAKE_DONE))
                .setHandshakesFailed(counters.of(TransportEvent.HANDSHAKE_FAILED))
                .build();
    }
}
