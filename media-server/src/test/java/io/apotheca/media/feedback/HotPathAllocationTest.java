// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Allocated;
import org.junit.jupiter.api.Test;

class HotPathAllocationTest {
    private static final int PACKETS = 100_000;

    /** Less than one byte in a packet; the measurement itself may cost a few. */
    private static final long NOTHING = PACKETS / 100;

    private static final long MILLI = 1_000_000;

    private long sequence = 65536;

    @Test
    void nackRegister() {
        NackRegister register = new NackRegister();
        int[] asked = new int[64];
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < PACKETS; i++) {
                        sequence += i % 7 == 0 ? 3 : 1;
                        register.onPacket(sequence, sequence * MILLI);
                        register.due(sequence * MILLI, 50 * MILLI, asked);
                    }
                }))
                .isLessThan(NOTHING);
    }

    @Test
    void rtxCache() {
        RtxCache cache = new RtxCache(512, 16_384, 1_000 * MILLI);
        byte[] packet = new byte[1200];
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < PACKETS; i++) {
                        cache.store(sequence, packet, 0, i % 1200, sequence * MILLI);
                        sequence++;
                        cache.indexOf(sequence - i % 600);
                    }
                }))
                .isLessThan(NOTHING);
    }

    @Test
    void twccArrivals() {
        TwccArrivals arrivals = new TwccArrivals();
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < PACKETS; i++) {
                        sequence += i % 7 == 0 ? 3 : 1;
                        arrivals.onPacket((int) sequence & 0xFFFF, sequence * MILLI);
                        arrivals.due(sequence * MILLI);
                    }
                }))
                .isLessThan(NOTHING);
    }

    @Test
    void receptionStatsAndKeyframeRequester() {
        ReceptionStats stats = new ReceptionStats(90_000);
        KeyframeRequester requester = new KeyframeRequester();
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < PACKETS; i++) {
                        sequence++;
                        stats.onPacket(sequence, sequence * 3000, sequence * MILLI);
                        requester.request(i % 8, sequence * MILLI);
                        if (requester.due(sequence * MILLI)) {
                            requester.onKeyframe(sequence * MILLI);
                        }
                    }
                }))
                .isLessThan(NOTHING);
    }
}
