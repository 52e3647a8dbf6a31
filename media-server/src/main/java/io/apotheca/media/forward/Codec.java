// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/** A codec this server forwards, and its RTP clock in Hz. */
public enum Codec {
    /** RFC 7587. */
    OPUS(48_000),
    /** RFC 7741. */
    VP8(90_000),
    /** RFC 9628. */
    VP9(90_000),
    /** RFC 6184. */
    H264(90_000),
    /** RTP Payload Format For AV1, by the Alliance for Open Media. */
    AV1(90_000);

    private final int clockRate;

    Codec(int clockRate) {
        this.clockRate = clockRate;
    }

    public int clockRate() {
        return clockRate;
    }

    public boolean video() {
        return this != OPUS;
    }
}
