// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

/** Opus or VP8. */
public enum MediaKind {
    AUDIO("audio", 48_000),
    VIDEO("video", 90_000);

    private final String sdp;
    private final int clockRate;

    MediaKind(String sdp, int clockRate) {
        this.sdp = sdp;
        this.clockRate = clockRate;
    }

    /** How an m-line names it. */
    public String sdp() {
        return sdp;
    }

    public int clockRate() {
        return clockRate;
    }
}
