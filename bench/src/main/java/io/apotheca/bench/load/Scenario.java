// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

/** Loads that are compared with others' and over time. */
public enum Scenario {
    A("50 rooms of two, 720p", 50, 2, 2, true, 1_200_000, 1),
    B("one publisher, 50 viewers", 1, 51, 1, false, 1_500_000, 1),
    C("100 rooms of three, sound only", 100, 3, 3, true, 0, 1),
    D("10 rooms of six, simulcast", 10, 6, 6, true, 1_200_000, 3);

    private final String title;
    private final int rooms;
    private final int participants;
    private final int publishers;
    private final boolean audio;
    private final long videoBps;
    private final int layers;

    Scenario(String title, int rooms, int participants, int publishers, boolean audio, long videoBps, int layers) {
        this.title = title;
        this.rooms = rooms;
        this.participants = participants;
        this.publishers = publishers;
        this.audio = audio;
        this.videoBps = videoBps;
        this.layers = layers;
    }

    public String title() {
        return title;
    }

    public int rooms() {
        return rooms;
    }

    public int participants() {
        return participants;
    }

    public int publishers() {
        return publishers;
    }

    public Publishing publishing() {
        return new Publishing(audio, videoBps, layers);
    }
}
