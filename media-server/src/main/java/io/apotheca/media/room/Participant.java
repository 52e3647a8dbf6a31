// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import io.apotheca.media.forward.InboundTrack;
import io.apotheca.media.forward.Source;
import io.apotheca.media.transport.PeerTransport;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One peer's place in a room: its transport, the tracks it sends by source, and the slots it watches through. Owned by
 * its MediaLoop.
 */
public final class Participant {
    private final String id;
    private final PeerTransport transport;
    private final Map<Source, InboundTrack> tracks;
    private final List<Slot> slots;
    private final Importance importance;
    private final Set<Source> active = EnumSet.noneOf(Source.class);
    private boolean toldActive;
    private final SpeechLevel speech = new SpeechLevel();
    private RoomListener.Quality quality = RoomListener.Quality.FULL;

    public Participant(
            String id,
            PeerTransport transport,
            Map<Source, InboundTrack> tracks,
            List<Slot> slots,
            Importance importance) {
        this.id = id;
        this.transport = transport;
        this.tracks = Map.copyOf(tracks);
        this.slots = List.copyOf(slots);
        this.importance = importance;
    }

    public String id() {
        return id;
    }

    public PeerTransport transport() {
        return transport;
    }

    Importance importance() {
        return importance;
    }

    List<Slot> slots() {
        return slots;
    }

    @Nullable
    InboundTrack track(Source source) {
        return tracks.get(source);
    }

    /** Sets whom to tell which streams of each source are wanted. */
    void onLayersWanted(ObjIntConsumer<Source> listener) {
        tracks.forEach((source, track) -> track.onLayersWanted(highest -> listener.accept(source, highest)));
    }

    SpeechLevel speech() {
        return speech;
    }

    /** What it sends. */
    Map<Source, InboundTrack> tracks() {
        return tracks;
    }

    /** Whether it has said what is switched on, and this is not. */
    boolean off(Source source) {
        return toldActive && !active.contains(source);
    }

    boolean sharesScreen() {
        return active.contains(Source.SCREEN) && tracks.containsKey(Source.SCREEN);
    }

    void setActive(Set<Source> sources) {
        toldActive = true;
        active.clear();
        active.addAll(sources);
    }

    /** Of the people shown, whoever speaks is to be seen best. */
    void prefer(@Nullable Participant speaker) {
        for (Slot slot : slots) {
            slot.prefer(speaker);
        }
    }

    RoomListener.Quality quality() {
        return quality;
    }

    /** Whether what the path keeps from this participant is other than it was; true at most once a change. */
    boolean qualityChanged() {
        boolean changed = false;
        for (Slot slot : slots) {
            changed |= slot.qualityChanged();
        }
        if (changed) {
            List<String> paused = new ArrayList<>();
            List<String> reduced = new ArrayList<>();
            for (Slot slot : slots) {
                slot.describeQuality(paused, reduced);
            }
            quality = new RoomListener.Quality(paused, reduced);
        }
        return changed;
    }

    /** What each of the slots that show somebody shows now. */
    public List<Picture> pictures(long nowNanos) {
        return slots.stream()
                .map(slot -> slot.picture(nowNanos))
                .filter(Objects::nonNull)
                .toList();
    }

    /** How much of each simulcast source is wanted now. */
    public List<Wish> wishes() {
        return tracks.entrySet().stream()
                .filter(entry -> entry.getValue().streams().size() > 1)
                .map(entry -> new Wish(
                        entry.getKey(),
                        entry.getValue().highestWanted(),
                        entry.getValue().streams().size()))
                .toList();
    }

    boolean shows(Participant other) {
        for (Slot slot : slots) {
            if (!slot.screen() && slot.shown() == other) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    Slot freeSlot() {
        for (Slot slot : slots) {
            if (!slot.screen() && slot.shown() == null) {
                return slot;
            }
        }
        return null;
    }
}
