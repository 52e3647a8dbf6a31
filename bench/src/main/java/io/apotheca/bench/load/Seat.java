// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

/**
 * One participant's place.
 *
 * @param room counted from 0
 * @param place in the room, counted from 0; the first enters before the others
 * @param places of the room: nobody sees more than all others
 * @param publishing what it sends
 */
public record Seat(int room, int place, int places, Publishing publishing) {
    public Seat {
        if (room < 0 || place < 0 || place >= places) {
            throw new IllegalArgumentException("there is no such place");
        }
    }
}
