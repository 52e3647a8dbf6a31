// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.tap;

import io.apotheca.media.forward.InboundTrack;
import io.apotheca.media.forward.Source;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Tells a {@link TapSink} who is in a room and what they send. It outlives the room: where everybody has left and somebody comes
 * again, it goes on. Owned by the room's MediaLoop; between two rooms it may pass to another.
 */
public final class RoomTap {
    private final TapSink sink;
    private final boolean video;
    private final Map<String, Map<Source, TappedTrack>> participants = new LinkedHashMap<>();
    private int tracks;

    /** Of what is sent, the sound alone unless {@code video}. */
    public RoomTap(TapSink sink, boolean video) {
        this.sink = sink;
        this.video = video;
    }

    /**
     * Somebody is in the room, with these tracks. Who was told of already has come again, with new ones.
     *
     * @param off which of the sources are switched off
     */
    public void join(String participant, Map<Source, InboundTrack> published, Predicate<Source> off, long nowNanos) {
        Map<Source, TappedTrack> before = participants.remove(participant);
        if (before == null) {
            sink.participantJoined(nowNanos, participant);
        } else {
            before.values().forEach(track -> track.end(nowNanos));
        }
        Map<Source, TappedTrack> tapped = new EnumMap<>(Source.class);
        published.forEach((source, track) -> {
            if (video || source == Source.MICROPHONE) {
                tapped.put(source, new TappedTrack(participant, track, off.test(source), sink, () -> ++tracks));
            }
        });
        participants.put(participant, tapped);
    }

    /** Everybody has been told of. */
    public void told(long nowNanos) {
        sink.roomTold(nowNanos);
    }

    public void leave(String participant, long nowNanos) {
        Map<Source, TappedTrack> tapped = participants.remove(participant);
        if (tapped != null) {
            tapped.values().forEach(track -> track.end(nowNanos));
            sink.participantLeft(nowNanos, participant);
        }
    }

    /** The participant has switched something on or off. */
    public void sources(String participant, Predicate<Source> off, long nowNanos) {
        participants
                .getOrDefault(participant, Map.of())
                .forEach((source, track) -> track.pause(off.test(source), nowNanos));
    }

    /** A key frame of a track's stream is needed. Of one that is not told of any more nothing comes. */
    public void requestKeyframe(int track, int stream, long nowNanos) {
        for (Map<Source, TappedTrack> tapped : participants.values()) {
            for (TappedTrack each : tapped.values()) {
                if (each.is(track)) {
                    each.requestKeyframe(stream, nowNanos);
                }
            }
        }
    }

    /** Nothing more is told. */
    public void end(long nowNanos) {
        participants.values().forEach(tapped -> tapped.values().forEach(track -> track.end(nowNanos)));
        participants.clear();
    }
}
