// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

/**
 * What a run does.
 *
 * @param participants of each room
 * @param publishers of each room, its first ones; the others only watch
 * @param publishing what a publisher sends
 * @param joinsPerSecond how many leave and come again while it is measured; 0 for none
 * @param warmUpSeconds after everybody has joined and before it is measured
 * @param seconds that is measured
 * @param rounds how many times all come and leave again afterwards, to see what memory stays
 */
public record LoadPlan(
        String name,
        int rooms,
        int participants,
        int publishers,
        Publishing publishing,
        double joinsPerSecond,
        int warmUpSeconds,
        int seconds,
        int rounds,
        long seed) {
    public LoadPlan {
        if (rooms < 1 || participants < 2 || publishers < 1 || publishers > participants) {
            throw new IllegalArgumentException("a run has rooms of two or more, and publishers among these");
        }
        if (joinsPerSecond < 0 || warmUpSeconds < 0 || seconds < 1 || rounds < 0) {
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
                name,
                count,
                participants,
                publishers,
                publishing,
                joinsPerSecond,
                warmUpSeconds,
                seconds,
                rounds,
                seed);
    }
}
