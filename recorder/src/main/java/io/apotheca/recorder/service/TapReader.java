// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.TapBatch;
import io.apotheca.media.control.v1.TapPacket;
import io.apotheca.media.control.v1.TapSenderReport;
import io.apotheca.media.control.v1.TapTrackStarted;
import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.forward.Source;
import io.apotheca.recorder.tap.TapEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads what taps of a session say, one tap after another, as events of one: numbers its tracks on, moves times to this process's
 * clock, and tells nobody twice who is there. What makes no sense is left out. Not thread-safe.
 */
final class TapReader {
    private static final int LARGEST_PAYLOAD_TYPE = 127;

    private final Consumer<TapEvent> events;
    private final UnaryOperator<String> names;
    private final Set<String> present = new HashSet<>();
    /** Whom the tap before told of, and this one has not yet. */
    private final Set<String> unconfirmed = new HashSet<>();
    /** The open tracks, by our numbers, and whose they are. */
    private final Map<Integer, String> tracks = new HashMap<>();

    private int firstTrack;
    private int lastTrack;
    private boolean timed;
    private long offsetNanos;

    /** @param names of participants, by their ids; empty where unknown */
    TapReader(Consumer<TapEvent> events, UnaryOperator<String> names) {
        this.events = events;
        this.names = names;
    }

    /** What follows is of another tap. */
    void opened() {
        firstTrack = lastTrack;
        timed = false;
        unconfirmed.clear();
        unconfirmed.addAll(present);
    }

    /** Nothing more is told for a while. */
    void suspended(long nowNanos) {
        tracks.keySet().forEach(track -> events.accept(new TapEvent.TrackEnded(nowNanos, track)));
        tracks.clear();
    }

    void batch(TapBatch batch, long nowNanos) {
        if (!timed) {
            timed = true;
            offsetNanos = nowNanos - batch.getSentNanos();
        }
        batch.getEventsList().forEach(this::event);
    }

    /** The number by which the tap that is open knows a track of ours; 0 for one of another tap. */
    int numberAtTap(int track) {
        return track > firstTrack ? track - firstTrack : 0;
    }

    private void event(io.apotheca.media.control.v1.TapEvent event) {
        long nanos = event.getNanos() + offsetNanos;
        switch (event.getEventCase()) {
            case JOINED -> joined(nanos, event.getJoined().getParticipantId());
            case LEFT -> left(nanos, event.getLeft().getParticipantId());
            case ROOM_TOLD -> {
                Set<String> gone = Set.copyOf(unconfirmed);
                gone.forEach(participant -> left(nanos, participant));
            }
            case TRACK_STARTED -> started(nanos, event.getTrackStarted());
            case TRACK_PAUSED ->
                events.accept(new TapEvent.TrackPaused(
                        nanos, number(event.getTrackPaused().getTrack())));
            case TRACK_RESUMED ->
                events.accept(new TapEvent.TrackResumed(
                        nanos, number(event.getTrackResumed().getTrack())));
            case TRACK_ENDED -> {
                int track = number(event.getTrackEnded().getTrack());
                if (tracks.remove(track) != null) {
                    events.accept(new TapEvent.TrackEnded(nanos, track));
                }
            }
            case PACKET -> packet(nanos, event.getPacket());
            case SENDER_REPORT -> report(nanos, event.getSenderReport());
            case DROPPED ->
                events.accept(new TapEvent.PacketsDropped(
                        nanos,
                        number(event.getDropped().getTrack()),
                        event.getDropped().getPackets()));
            case EVENT_NOT_SET -> {
                // Of a newer media server: nothing we know how to record.
            }
        }
    }

    private int number(int trackAtTap) {
        return firstTrack + trackAtTap;
    }

    private void joined(long nanos, String participant) {
        unconfirmed.remove(participant);
        if (present.add(participant)) {
            events.accept(new TapEvent.ParticipantJoined(nanos, participant, names.apply(participant)));
        }
    }

    private void left(long nanos, String participant) {
        unconfirmed.remove(participant);
        if (present.remove(participant)) {
            tracks.values().removeIf(participant::equals);
            events.accept(new TapEvent.ParticipantLeft(nanos, participant));
        }
    }

    private void started(long nanos, TapTrackStarted started) {
        Source source = source(started.getSource());
        Encoding encoding = encoding(started.getCodec());
        if (source == null || encoding == null || encoding.codec().video() == (source == Source.MICROPHONE)) {
            return;
        }
        int track = number(started.getTrack());
        lastTrack = Math.max(lastTrack, track);
        tracks.put(track, started.getParticipantId());
        events.accept(new TapEvent.TrackStarted(
                nanos, track, started.getParticipantId(), source, encoding, started.getEncrypted()));
    }

    private void packet(long nanos, TapPacket packet) {
        if (packet.getStream() >= 0 && packet.getStream() < TapEvent.MediaPacket.MOST_STREAMS) {
            events.accept(new TapEvent.MediaPacket(
                    nanos,
                    number(packet.getTrack()),
                    packet.getStream(),
                    packet.getRtp().toByteArray()));
        }
    }

    private void report(long nanos, TapSenderReport report) {
        if (report.getStream() >= 0 && report.getStream() < TapEvent.MediaPacket.MOST_STREAMS) {
            events.accept(new TapEvent.SenderReported(
                    nanos,
                    number(report.getTrack()),
                    report.getStream(),
                    report.getSsrc(),
                    report.getNtp(),
                    Integer.toUnsignedLong(report.getRtpTimestamp())));
        }
    }

    private static @Nullable Encoding encoding(CodecParameters parameters) {
        Codec codec = switch (parameters.getCodec()) {
            case CODEC_OPUS -> Codec.OPUS;
            case CODEC_VP8 -> Codec.VP8;
            case CODEC_VP9 -> Codec.VP9;
            case CODEC_H264 -> Codec.H264;
            case CODEC_AV1 -> Codec.AV1;
            case CODEC_UNSPECIFIED, UNRECOGNIZED -> null;
        };
        int type = parameters.getPayloadType();
        int red = parameters.hasRedPayloadType() ? parameters.getRedPayloadType() : Encoding.NONE;
        boolean inRange =
                type >= 0 && type <= LARGEST_PAYLOAD_TYPE && red >= Encoding.NONE && red <= LARGEST_PAYLOAD_TYPE;
        if (codec == null || !inRange || (codec.video() && red != Encoding.NONE)) {
            return null;
        }
        return new Encoding(codec, 0, type, Encoding.NONE, red);
    }

    private static @Nullable Source source(io.apotheca.media.control.v1.Source source) {
        return switch (source) {
            case SOURCE_MICROPHONE -> Source.MICROPHONE;
            case SOURCE_CAMERA -> Source.CAMERA;
            case SOURCE_SCREEN -> Source.SCREEN;
            case SOURCE_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }
}
