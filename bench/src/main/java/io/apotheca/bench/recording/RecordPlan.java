// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.recording;

import io.apotheca.bench.load.LoadPlan;
import io.apotheca.bench.load.Publishing;

/**
 * What a run does.
 *
 * @param rooms of two people, who both send a voice and a picture
 * @param videoBps of each picture
 * @param warmUpSeconds before each of the two measurements
 * @param unrecordedSeconds that the server is measured before anything is recorded
 * @param seconds that recording is measured
 * @param oneProcess whether the recorder is in the server's process, which then is what is killed
 * @param kills how many times the recorder is killed afterwards
 */
public record RecordPlan(
        int rooms,
        long videoBps,
        int warmUpSeconds,
        int unrecordedSeconds,
        int seconds,
        boolean oneProcess,
        int kills,
        long seed) {
    private static final int PEOPLE = 2;

    public RecordPlan {
        if (rooms < 1 || videoBps < 0 || warmUpSeconds < 0 || unrecordedSeconds < 1 || seconds < 1 || kills < 0) {
            throw new IllegalArgumentException("a run has rooms and takes some time");
        }
    }

    LoadPlan load() {
        Publishing publishing = new Publishing(true, videoBps, 1);
        return new LoadPlan("record", rooms, PEOPLE, PEOPLE, publishing, 0, warmUpSeconds, seconds, 0, seed);
    }

    int people() {
        return rooms * PEOPLE;
    }
}
