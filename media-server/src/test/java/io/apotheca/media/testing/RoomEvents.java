// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.forward.Source;
import io.apotheca.media.room.RoomListener;
import io.apotheca.media.transport.TransportState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes what a room tells. */
public final class RoomEvents implements RoomListener {
    private final Map<String, List<TransportState>> states = new HashMap<>();
    private final Map<String, List<Assignment>> slots = new HashMap<>();
    private final Map<String, List<Quality>> qualities = new HashMap<>();
    private final List<String> layers = new ArrayList<>();
    private final List<String> speakers = new ArrayList<>();

    @Override
    public void onTransport(String roomId, String participantId, TransportState state) {
        states.computeIfAbsent(participantId, id -> new ArrayList<>()).add(state);
    }

    @Override
    public void onSlots(String roomId, String participantId, List<Assignment> assignments) {
        slots.put(participantId, List.copyOf(assignments));
    }

    @Override
    public void onLayersWanted(String roomId, String participantId, Source source, int highest) {
        layers.add(participantId + " " + source + " " + highest);
    }

    @Override
    public void onSpeaker(String roomId, @Nullable String participantId) {
        speakers.add(participantId == null ? "" : participantId);
    }

    @Override
    public void onQuality(String roomId, String participantId, Quality quality) {
        qualities.computeIfAbsent(participantId, id -> new ArrayList<>()).add(quality);
    }

    /** What a participant's path kept from it, in order. */
    public List<Quality> qualities(String participantId) {
        return qualities.getOrDefault(participantId, List.of());
    }

    /** The states of a participant's transports, in order. */
    public List<TransportState> states(String participantId) {
        return states.getOrDefault(participantId, List.of());
    }

    /** What a participant's slots show, as it was told last. */
    public List<Assignment> slots(String participantId) {
        return slots.getOrDefault(participantId, List.of());
    }

    /** Which streams were told to be wanted, each as participant, source and the highest, in order. */
    public List<String> layers() {
        return List.copyOf(layers);
    }

    /** Who was told to speak, in order; empty for nobody. */
    public List<String> speakers() {
        return List.copyOf(speakers);
    }
}
