// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.media;

import io.apotheca.media.control.v1.Limit;
import io.apotheca.media.control.v1.Path;
import io.apotheca.media.control.v1.Picture;
import io.apotheca.media.control.v1.Shortfall;
import io.apotheca.media.control.v1.TransportState;
import io.apotheca.media.control.v1.Wish;
import io.apotheca.signaling.wire.NetworkGrade;
import io.apotheca.signaling.wire.ParticipantQuality;
import io.apotheca.signaling.wire.ParticipantQuality.Down;
import io.apotheca.signaling.wire.ParticipantQuality.Protocol;
import io.apotheca.signaling.wire.ParticipantQuality.Reason;
import io.apotheca.signaling.wire.ParticipantQuality.Route;
import io.apotheca.signaling.wire.ParticipantQuality.ShownPicture;
import io.apotheca.signaling.wire.ParticipantQuality.State;
import io.apotheca.signaling.wire.ParticipantQuality.Up;
import io.apotheca.signaling.wire.ParticipantQuality.WantedLayers;
import io.apotheca.signaling.wire.Source;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The media server's figures of one participant in our words, and the connection's grade by them. */
final class QualityReport {
    /** From here on people notice, and from here on they complain. */
    private static final double FAIR_LOSS = 0.03;

    private static final double POOR_LOSS = 0.1;
    private static final double FAIR_ROUND_TRIP_MICROS = 300_000;
    private static final double POOR_ROUND_TRIP_MICROS = 600_000;

    private QualityReport() {}

    static ParticipantQuality of(io.apotheca.media.control.v1.ParticipantQuality figures) {
        Path path = figures.getPath();
        return new ParticipantQuality(
                figures.getParticipantId(),
                state(path.getState()),
                grade(figures),
                route(path),
                path.hasRoundTripMicros() ? millis(path.getRoundTripMicros()) : null,
                new Up(path.hasLossUp() ? percent(path.getLossUp()) : null, path.getReceivedBps()),
                new Down(
                        path.hasLossDown() ? percent(path.getLossDown()) : null,
                        path.getSentBps(),
                        path.hasTargetBps() ? path.getTargetBps() : null,
                        path.hasQueueMicros() ? millis(path.getQueueMicros()) : null,
                        limit(path.getLimit())),
                figures.getPicturesList().stream()
                        .flatMap(QualityReport::picture)
                        .toList(),
                figures.getWishesList().stream().flatMap(QualityReport::wanted).toList());
    }

    /** Null while too little is known to tell. */
    static @Nullable NetworkGrade grade(io.apotheca.media.control.v1.ParticipantQuality figures) {
        Path path = figures.getPath();
        boolean measured = path.hasRoundTripMicros() || path.hasLossUp() || path.hasLossDown() || path.hasTargetBps();
        double loss = Math.max(path.getLossUp(), path.getLossDown());
        boolean paused = figures.getPicturesList().stream().anyMatch(Picture::getPaused);
        boolean limited = figures.getPicturesList().stream().anyMatch(Picture::getLimited);
        return switch (path.getState()) {
            case TRANSPORT_STATE_INTERRUPTED, TRANSPORT_STATE_FAILED -> NetworkGrade.LOST;
            case TRANSPORT_STATE_CONNECTED -> {
                if (paused || loss >= POOR_LOSS || path.getRoundTripMicros() >= POOR_ROUND_TRIP_MICROS) {
                    yield NetworkGrade.POOR;
                } else if (limited || loss >= FAIR_LOSS || path.getRoundTripMicros() >= FAIR_ROUND_TRIP_MICROS) {
                    yield NetworkGrade.FAIR;
                }
                yield measured ? NetworkGrade.GOOD : null;
            }
            case TRANSPORT_STATE_CONNECTING, TRANSPORT_STATE_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }

    private static State state(TransportState state) {
        return switch (state) {
            case TRANSPORT_STATE_CONNECTED -> State.CONNECTED;
            case TRANSPORT_STATE_INTERRUPTED -> State.INTERRUPTED;
            case TRANSPORT_STATE_FAILED -> State.FAILED;
            case TRANSPORT_STATE_CONNECTING, TRANSPORT_STATE_UNSPECIFIED, UNRECOGNIZED -> State.CONNECTING;
        };
    }

    private static @Nullable Route route(Path path) {
        int ip = path.getIpv6() ? 6 : 4;
        return switch (path.getProtocol()) {
            case PATH_PROTOCOL_UDP -> new Route(Protocol.UDP, ip);
            case PATH_PROTOCOL_TCP -> new Route(Protocol.TCP, ip);
            case PATH_PROTOCOL_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }

    private static ParticipantQuality.@Nullable Limit limit(Limit limit) {
        return switch (limit) {
            case LIMIT_NONE -> ParticipantQuality.Limit.NONE;
            case LIMIT_APPLICATION -> ParticipantQuality.Limit.APPLICATION;
            case LIMIT_DELAY -> ParticipantQuality.Limit.DELAY;
            case LIMIT_DRAINING -> ParticipantQuality.Limit.DRAINING;
            case LIMIT_LOSS -> ParticipantQuality.Limit.LOSS;
            case LIMIT_COMPETING -> ParticipantQuality.Limit.COMPETING;
            case LIMIT_SILENCE -> ParticipantQuality.Limit.SILENCE;
            case LIMIT_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }

    private static Stream<ShownPicture> picture(Picture picture) {
        return source(picture.getSource())
                .map(source -> new ShownPicture(
                        picture.getMid(),
                        picture.getSourceParticipantId(),
                        source,
                        picture.hasLevel() ? picture.getLevel() : null,
                        picture.getLevels(),
                        picture.getLimited(),
                        picture.getPaused(),
                        reason(picture.getShortfall())));
    }

    private static @Nullable Reason reason(Shortfall shortfall) {
        return switch (shortfall) {
            case SHORTFALL_PATH -> Reason.PATH;
            case SHORTFALL_WAITING -> Reason.KEYFRAME;
            case SHORTFALL_NOT_SENT -> Reason.SOURCE;
            case SHORTFALL_NONE, SHORTFALL_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }

    private static Stream<WantedLayers> wanted(Wish wish) {
        return source(wish.getSource()).map(source -> new WantedLayers(source, wish.getHighest(), wish.getStreams()));
    }

    private static Stream<Source> source(io.apotheca.media.control.v1.Source source) {
        return switch (source) {
            case SOURCE_MICROPHONE -> Stream.of(Source.MICROPHONE);
            case SOURCE_CAMERA -> Stream.of(Source.CAMERA);
            case SOURCE_SCREEN -> Stream.of(Source.SCREEN);
            case SOURCE_UNSPECIFIED, UNRECOGNIZED -> Stream.empty();
        };
    }

    /** To a tenth. */
    private static double millis(long micros) {
        return Math.round(micros / 100.0) / 10.0;
    }

    private static double percent(double share) {
        return Math.round(share * 1_000) / 10.0;
    }
}
