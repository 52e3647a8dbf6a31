// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import java.time.Duration;

/**
 * What a run does.
 *
 * @param participants of each room
 * @param publishers of each room, its first ones; the others only watch
 * @param publishing what a publisher sends
 * @param joinsPerSecond how many leave and come again while it is measured; 0 for none
 * @param warmUp after everybody has joined and before it is measured
 * @param duration that is measured
 */
public record LoadPlan(
        String name,
        int rooms,
        int participants,
        int publishers,
        Publishing publishing,
        double joinsPerSecond,
        Duration warmUp,
        Duration duration,
        long seed) {
    public LoadPlan {
        if (rooms < 1 || participants < 2 || publishers < 1 || publishers > participants) {
            throw new IllegalArgumentException("a run has rooms of two or more, and publishers among these");
        }
        if (joinsPerSecond < 0 || warmUp.isNegative() || !duration.isPositive()) {
            throw new IllegalArgumentException("a run takes some time");
        }
    }

    public int people() {
        return rooms * participants;
    }

    Seat seat(int room, int place) {
        return new Seat(room, place, participants, place < publishers ? publishing : Publishing.NOTHING);
    }

    /** The same with so many rooms. */
    public LoadPlan rooms(int count) {
        return new LoadPlan(
                name, count, participants, publishers, publishing, joinsPerSecond, warmUp, duration, seed);
    }
}
