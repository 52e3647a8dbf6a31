// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.codec;

/** What an Opus packet's first bytes tell (RFC 6716 section 3). */
public final class OpusPacket {
    /** No packet is longer, 120 ms. */
    public static final int MOST_SAMPLES = 5_760;

    private static final int FIRST_HYBRID = 12;
    private static final int FIRST_CELT = 16;
    private static final int[] SILK_SAMPLES = {480, 960, 1_920, 2_880};
    private static final int[] HYBRID_SAMPLES = {480, 960};
    private static final int[] CELT_SAMPLES = {120, 240, 480, 960};

    private OpusPacket() {}

    /** How many samples of 48 kHz it lasts; 0 where it is none. */
    public static int samples(byte[] packet) {
        if (packet.length == 0) {
            return 0;
        }
        int samples = frames(packet) * frameSamples((packet[0] & 0xFF) >> 3);
        return samples <= MOST_SAMPLES ? samples : 0;
    }

    private static int frameSamples(int configuration) {
        if (configuration < FIRST_HYBRID) {
            return SILK_SAMPLES[configuration & 3];
        }
        return configuration < FIRST_CELT ? HYBRID_SAMPLES[configuration & 1] : CELT_SAMPLES[configuration & 3];
    }

    private static int frames(byte[] packet) {
        return switch (packet[0] & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> packet.length > 1 ? packet[1] & 0x3F : 0;
        };
    }
}
