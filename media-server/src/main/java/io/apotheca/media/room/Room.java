// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import io.apotheca.media.forward.Source;
import io.apotheca.media.tap.RoomTap;
import io.apotheca.media.transport.TransportState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Participants who see and hear each other. Everybody's person slots show everybody else, in the order of joining; the
 * screen slot shows whoever began to share last. Nobody's session is renegotiated by what others do. Owned by its
 * MediaLoop.
 */
public final class Room {
    private final String id;
    private final RoomListener listener;
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final List<Participant> sharing = new ArrayList<>();
    private final SpeakerObserver speakers = new SpeakerObserver();
    private @Nullable RoomTap tap;

    public Room(String id, RoomListener listener) {
        this.id = id;
        this.listener = listener;
    }

    public boolean isEmpty() {
        return participants.isEmpty();
    }

    public int size() {
        return participants.size();
    }

    public @Nullable Participant participant(String participantId) {
        return participants.get(participantId);
    }

    public List<Participant> participants() {
        return List.copyOf(participants.values());
    }

    /**
     * Adds a participant; one with the same id is replaced, keeps its place in everybody's slots, goes on seeing the others in
     * the places where it saw them, and goes on being the speaker.
     */
    public void join(Participant joining, long nowNanos) {
        Participant before = participants.put(joining.id(), joining);
        if (before != null) {
            keepPlaces(before, joining, nowNanos);
            speakers.onReplaced(before, joining);
            close(before, nowNanos);
        }
        for (Participant other : participants.values()) {
            if (other == joining) {
                continue;
            }
            if (before == null || !replace(other, before, joining, nowNanos)) {
                showIfFree(other, joining, nowNanos);
                describe(other);
            }
            showIfFree(joining, other, nowNanos);
        }
        describe(joining);
        updateScreens(nowNanos);
        participants.values().forEach(each -> each.prefer(speakers.speaker()));
        // Last, so that nobody's place in a slot counts as empty for a moment.
        joining.onLayersWanted((source, highest) -> listener.onLayersWanted(id, joining.id(), source, highest));
        if (tap != null) {
            tap.join(joining.id(), joining.tracks(), joining::off, nowNanos);
        }
    }

    /** Somebody is told of all that is sent here from now on, or nobody with null. */
    public void tap(@Nullable RoomTap next, long nowNanos) {
        if (tap == next) {
            return;
        }
        if (tap != null) {
            tap.end(nowNanos);
        }
        tap = next;
        if (next != null) {
            participants.values().forEach(each -> next.join(each.id(), each.tracks(), each::off, nowNanos));
            next.told(nowNanos);
        }
    }

    /** Whoever taps the room needs a key frame. */
    public void requestKeyframe(int track, int stream, long nowNanos) {
        if (tap != null) {
            tap.requestKeyframe(track, stream, nowNanos);
        }
    }

    private static void keepPlaces(Participant before, Participant joining, long nowNanos) {
        int count = Math.min(before.slots().size(), joining.slots().size());
        for (int i = 0; i < count; i++) {
            Slot slot = joining.slots().get(i);
            if (!slot.screen() && !before.slots().get(i).screen()) {
                slot.show(before.slots().get(i).shown(), nowNanos);
            }
        }
    }

    /** Removes a participant: its media stops with this call. False when it is not here. */
    public boolean leave(String participantId, long nowNanos) {
        Participant leaving = participants.remove(participantId);
        if (leaving == null) {
            return false;
        }
        close(leaving, nowNanos);
        if (tap != null) {
            tap.leave(participantId, nowNanos);
        }
        for (Participant other : participants.values()) {
            replace(other, leaving, null, nowNanos);
            // A place has become free for somebody who found none.
            for (Participant hidden : participants.values()) {
                if (hidden != other) {
                    showIfFree(other, hidden, nowNanos);
                }
            }
            describe(other);
        }
        updateScreens(nowNanos);
        return true;
    }

    private void close(Participant participant, long nowNanos) {
        participant.transport().close();
        participant.onLayersWanted((source, highest) -> {});
        for (Slot slot : participant.slots()) {
            slot.show(null, nowNanos);
        }
        sharing.remove(participant);
        participant.prefer(null);
        if (speakers.onLeave(participant)) {
            participants.values().forEach(each -> each.prefer(null));
            listener.onSpeaker(id, null);
        }
    }

    /** Sets what the participant has switched on. False when it is not here. */
    public boolean setSources(String participantId, Set<Source> active, long nowNanos) {
        Participant participant = participants.get(participantId);
        if (participant == null) {
            return false;
        }
        participant.setActive(active);
        if (!participant.sharesScreen()) {
            sharing.remove(participant);
        } else if (!sharing.contains(participant)) {
            sharing.add(participant);
        }
        updateScreens(nowNanos);
        if (tap != null) {
            tap.sources(participantId, participant::off, nowNanos);
        }
        return true;
    }

    public void onAudioLevel(Participant from, int level, long nowNanos) {
        if (speakers.onLevel(from, level, participants.values(), nowNanos)) {
            Participant speaker = speakers.speaker();
            for (Participant each : participants.values()) {
                each.prefer(speaker);
            }
            listener.onSpeaker(id, speaker == null ? null : speaker.id());
        }
    }

    /** The rate of the participant's path was shared anew. */
    public void onShared(Participant participant) {
        if (participants.get(participant.id()) == participant && participant.qualityChanged()) {
            listener.onQuality(id, participant.id(), participant.quality());
        }
    }

    public void onTransport(Participant participant, TransportState state) {
        if (participants.get(participant.id()) == participant) {
            listener.onTransport(id, participant.id(), state);
        }
    }

    /**
     * What receivers of the room have a path for now, in bits per second: the lower quartile of what those of the others were
     * found to carry, or 0 where none was.
     */
    long othersCarryBps(Participant one, long nowNanos) {
        long[] known = participants.values().stream()
                .filter(other -> other != one)
                .mapToLong(other -> other.transport().carriedBps(nowNanos))
                .filter(bps -> bps > 0)
                .sorted()
                .toArray();
        return known.length == 0 ? 0 : known[(known.length - 1) / 4];
    }

    private static void showIfFree(Participant watching, Participant shown, long nowNanos) {
        Slot free = watching.shows(shown) ? null : watching.freeSlot();
        if (free != null) {
            free.show(shown, nowNanos);
        }
    }

    /** Puts {@code after} wherever {@code watching} shows {@code before}; true when it did anywhere. */
    private static boolean replace(
            Participant watching, Participant before, @Nullable Participant after, long nowNanos) {
        boolean shown = false;
        for (Slot slot : watching.slots()) {
            if (!slot.screen() && slot.shown() == before) {
                slot.show(after, nowNanos);
                shown = true;
            }
        }
        return shown;
    }

    private void updateScreens(long nowNanos) {
        Participant sharer = sharing.isEmpty() ? null : sharing.getLast();
        for (Participant watching : participants.values()) {
            Participant shown = watching == sharer ? null : sharer;
            boolean changed = false;
            for (Slot slot : watching.slots()) {
                if (slot.screen() && slot.shown() != shown) {
                    slot.show(shown, nowNanos);
                    changed = true;
                }
            }
            if (changed) {
                describe(watching);
            }
        }
    }

    private void describe(Participant watching) {
        List<RoomListener.Assignment> assignments = new ArrayList<>();
        for (Slot slot : watching.slots()) {
            slot.describe((mid, participantId, source) ->
                    assignments.add(new RoomListener.Assignment(mid, participantId, source)));
        }
        listener.onSlots(id, watching.id(), assignments);
    }
}
