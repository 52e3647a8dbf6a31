// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.metrics;

import io.apotheca.media.control.v1.DropCount;
import io.apotheca.media.control.v1.Flow;
import io.apotheca.media.control.v1.Limit;
import io.apotheca.media.control.v1.LoopStatistics;
import io.apotheca.media.control.v1.MediaControlGrpc;
import io.apotheca.media.control.v1.MediaControlGrpc.MediaControlBlockingStub;
import io.apotheca.media.control.v1.ParticipantSample;
import io.apotheca.media.control.v1.Path;
import io.apotheca.media.control.v1.PathProtocol;
import io.apotheca.media.control.v1.StatisticsRequest;
import io.apotheca.media.control.v1.StatisticsResponse;
import io.apotheca.media.control.v1.TransportCounts;
import io.apotheca.media.control.v1.TransportState;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A media server's figures, taken over from its control service whenever it is asked. While it does not answer,
 * counters stay and gauges have no value. Used by one thread.
 */
public final class MediaMeters {
    private static final Logger LOG = LoggerFactory.getLogger(MediaMeters.class);
    private static final long DEADLINE_SECONDS = 10;

    private static final Figure UP = new Figure("apotheca.media.up", "Whether the media server answers, 1 or 0.");
    private static final Figure ROOMS = new Figure("apotheca.media.rooms", "Rooms with somebody in them.");
    private static final Figure TRANSPORTS =
            new Figure("apotheca.media.transports", "Participants' transports by state.");
    private static final Figure PATHS =
            new Figure("apotheca.media.paths", "Transports that have a path, by its protocol and version of IP.");
    private static final Figure RECEIVERS = new Figure(
            "apotheca.media.receivers",
            "Receivers by what limits their rate, of those that report arrivals: none and application are no limits of the path.");
    private static final Figure PICTURES =
            new Figure("apotheca.media.pictures", "Pictures shown in full, reduced and paused for want of rate.");
    private static final Figure DATAGRAMS =
            new Figure("apotheca.media.datagrams", "Datagrams through the media ports.");
    private static final Figure BYTES = new Figure("apotheca.media.bytes", "Bytes of these datagrams.");
    private static final Figure DROPPED =
            new Figure("apotheca.media.dropped", "Datagrams and packets that went no further, by why.");
    private static final Figure NACKED = new Figure(
            "apotheca.media.nacked.packets",
            "Packets asked for again: up by us of publishers, down by receivers of us.");
    private static final Figure REPAIRED =
            new Figure("apotheca.media.rtx.packets", "Packets sent again: up by publishers, down to receivers.");
    private static final Figure PADDING =
            new Figure("apotheca.media.padding.packets", "Packets that only find out what a path carries.");
    private static final Figure KEYFRAMES = new Figure(
            "apotheca.media.keyframe.requests",
            "Key frames asked for: up by us of publishers, down by receivers of us.");
    private static final Figure RESTARTS = new Figure("apotheca.media.ice.restarts", "ICE restarts.");
    private static final Figure HANDSHAKES =
            new Figure("apotheca.media.handshakes", "DTLS handshakes by how they ended.");

    private static final List<TransportState> STATES = List.of(
            TransportState.TRANSPORT_STATE_CONNECTING,
            TransportState.TRANSPORT_STATE_CONNECTED,
            TransportState.TRANSPORT_STATE_INTERRUPTED,
            TransportState.TRANSPORT_STATE_FAILED);
    private static final List<PathProtocol> PROTOCOLS =
            List.of(PathProtocol.PATH_PROTOCOL_UDP, PathProtocol.PATH_PROTOCOL_TCP);
    private static final List<Limit> LIMITS = List.of(
            Limit.LIMIT_NONE,
            Limit.LIMIT_APPLICATION,
            Limit.LIMIT_DELAY,
            Limit.LIMIT_DRAINING,
            Limit.LIMIT_LOSS,
            Limit.LIMIT_COMPETING,
            Limit.LIMIT_SILENCE);

    private final MediaControlBlockingStub stub;
    private final Cells cells;
    private final LoopMeters loopMeters;
    private final PathSpread spread;
    private boolean silent;

    public MediaMeters(PrometheusMeterRegistry registry, Channel media) {
        this.stub = MediaControlGrpc.newBlockingStub(media);
        this.cells = new Cells(registry);
        this.loopMeters = new LoopMeters(registry, cells);
        this.spread = new PathSpread(registry);
    }

    /** Asks the media server once and waits for the answer; what is returned takes it over, at once. */
    public Runnable ask() {
        try {
            StatisticsResponse answer = stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .statistics(StatisticsRequest.getDefaultInstance());
            silent = false;
            return () -> {
                take(answer.getLoopsList());
                loopMeters.take(answer);
            };
        } catch (StatusRuntimeException e) {
            if (!silent) {
                LOG.warn(
                        "The media server does not tell its figures: {}",
                        e.getStatus().getCode());
            }
            silent = true;
            return this::forget;
        }
    }

    private void forget() {
        cells.forgetGauges();
        cells.set(UP, Tags.empty(), 0);
    }

    private void take(List<LoopStatistics> loops) {
        cells.set(UP, Tags.empty(), 1);
        for (int i = 0; i < loops.size(); i++) {
            countLoop(Integer.toString(i), loops.get(i));
        }
        countTransports(loops.stream().map(LoopStatistics::getTransports).toList());
        cells.set(
                ROOMS,
                Tags.empty(),
                loops.stream().mapToInt(LoopStatistics::getRooms).sum());
        List<ParticipantSample> participants = loops.stream()
                .flatMap(loop -> loop.getParticipantsList().stream())
                .toList();
        setPaths(participants.stream().map(ParticipantSample::getPath).toList());
        setPictures("full", participants, ParticipantSample::getPicturesFull);
        setPictures("reduced", participants, ParticipantSample::getPicturesReduced);
        setPictures("paused", participants, ParticipantSample::getPicturesPaused);
        participants.forEach(each -> spread.record(each.getPath()));
    }

    private void countLoop(String loop, LoopStatistics statistics) {
        countFlow(Tags.of("loop", loop, "protocol", "udp", "direction", "in"), statistics.getUdpIn());
        countFlow(Tags.of("loop", loop, "protocol", "udp", "direction", "out"), statistics.getUdpOut());
        countFlow(Tags.of("loop", loop, "protocol", "tcp", "direction", "in"), statistics.getTcpIn());
        countFlow(Tags.of("loop", loop, "protocol", "tcp", "direction", "out"), statistics.getTcpOut());
        for (DropCount drop : statistics.getDropsList()) {
            cells.count(DROPPED, Tags.of("loop", loop, "reason", drop.getReason()), drop.getCount());
        }
    }

    private void countFlow(Tags tags, Flow flow) {
        cells.count(DATAGRAMS, tags, flow.getDatagrams());
        cells.count(BYTES, tags, flow.getBytes());
    }

    private void countTransports(List<TransportCounts> all) {
        Tags up = Tags.of("direction", "up");
        Tags down = Tags.of("direction", "down");
        count(NACKED, up, all, TransportCounts::getPacketsAsked);
        count(NACKED, down, all, TransportCounts::getPacketsMissed);
        count(REPAIRED, up, all, TransportCounts::getPacketsRepaired);
        count(REPAIRED, down, all, TransportCounts::getPacketsResent);
        count(PADDING, Tags.empty(), all, TransportCounts::getPaddingSent);
        count(KEYFRAMES, up, all, TransportCounts::getKeyframesAsked);
        count(KEYFRAMES, down, all, TransportCounts::getKeyframesWanted);
        count(RESTARTS, Tags.empty(), all, TransportCounts::getIceRestarts);
        count(HANDSHAKES, Tags.of("outcome", "done"), all, TransportCounts::getHandshakesDone);
        count(HANDSHAKES, Tags.of("outcome", "failed"), all, TransportCounts::getHandshakesFailed);
    }

    private void count(Figure figure, Tags tags, List<TransportCounts> all, ToLongFunction<TransportCounts> count) {
        cells.count(figure, tags, all.stream().mapToLong(count).sum());
    }

    private void setPaths(List<Path> paths) {
        for (TransportState state : STATES) {
            set(TRANSPORTS, Tags.of("state", word(state)), paths, path -> path.getState() == state);
        }
        for (PathProtocol protocol : PROTOCOLS) {
            for (boolean ipv6 : new boolean[] {false, true}) {
                set(
                        PATHS,
                        Tags.of("protocol", word(protocol), "ip", ipv6 ? "6" : "4"),
                        paths,
                        path -> path.getProtocol() == protocol && path.getIpv6() == ipv6);
            }
        }
        for (Limit limit : LIMITS) {
            set(RECEIVERS, Tags.of("limit", word(limit)), paths, path -> path.getLimit() == limit);
        }
    }

    private void set(Figure figure, Tags tags, List<Path> paths, Predicate<Path> which) {
        cells.set(figure, tags, (double) paths.stream().filter(which).count());
    }

    private void setPictures(
            String state, List<ParticipantSample> participants, ToLongFunction<ParticipantSample> pictures) {
        cells.set(PICTURES, Tags.of("state", state), (double)
                participants.stream().mapToLong(pictures).sum());
    }

    /** The last word of a name such as PATH_PROTOCOL_UDP. */
    private static String word(Enum<?> value) {
        return value.name().substring(value.name().lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
    }
}
