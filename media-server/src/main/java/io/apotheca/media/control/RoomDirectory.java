// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.grpc.Status;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which loop each room lives on, and who is counted where. A new room goes to the loop with the fewest people. Used by
 * the control service's threads, hence synchronized; no loop ever waits for it.
 *
 * @param <P> a loop's place
 */
final class RoomDirectory<P> {
    private record Entry<P>(P place, Set<String> participants) {}

    private final List<P> places;
    private final int limit;
    private final Map<String, Entry<P>> rooms = new HashMap<>();

    RoomDirectory(List<P> places, int limit) {
        this.places = places;
        this.limit = limit;
    }

    /** Counts a participant in and tells where its room is; a room nobody was in gets a place. */
    synchronized P join(String roomId, String participantId) {
        Entry<P> entry = rooms.get(roomId);
        boolean known = entry != null && entry.participants.contains(participantId);
        if (!known && participants() >= limit) {
            throw Status.RESOURCE_EXHAUSTED.withDescription("the node is full").asRuntimeException();
        }
        if (entry == null) {
            entry = new Entry<>(leastLoaded(), new HashSet<>());
            rooms.put(roomId, entry);
        }
        entry.participants.add(participantId);
        return entry.place;
    }

    /** Whether the participant is counted in this room. */
    synchronized boolean counts(String roomId, String participantId) {
        Entry<P> entry = rooms.get(roomId);
        return entry != null && entry.participants.contains(participantId);
    }

    synchronized P find(String roomId) {
        P place = lookUp(roomId);
        if (place == null) {
            throw Status.NOT_FOUND.withDescription("no such room").asRuntimeException();
        }
        return place;
    }

    /** Where a room is; null when nobody is in it. */
    synchronized @Nullable P lookUp(String roomId) {
        Entry<P> entry = rooms.get(roomId);
        return entry == null ? null : entry.place;
    }

    synchronized void leave(String roomId, String participantId) {
        Entry<P> entry = rooms.get(roomId);
        if (entry != null) {
            entry.participants.remove(participantId);
            if (entry.participants.isEmpty()) {
                rooms.remove(roomId);
            }
        }
    }

    synchronized void close(String roomId) {
        rooms.remove(roomId);
    }

    private int participants() {
        return rooms.values().stream()
                .mapToInt(entry -> entry.participants.size())
                .sum();
    }

    private P leastLoaded() {
        return places.stream().min(Comparator.comparingInt(this::load)).orElseThrow();
    }

    private int load(P place) {
        return rooms.values().stream()
                .filter(entry -> entry.place.equals(place))
                .mapToInt(entry -> entry.participants.size())
                .sum();
    }
}
