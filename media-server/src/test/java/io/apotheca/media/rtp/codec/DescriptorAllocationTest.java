// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Allocated;
import io.apotheca.media.testing.Hex;
import org.junit.jupiter.api.Test;

class DescriptorAllocationTest {
    private static final int PACKETS = 20_000;

    @Test
    void descriptorsAllocateNothing() {
        Vp9Descriptor vp9 = new Vp9Descriptor();
        H264Payload h264 = new H264Payload();
        Av1DependencyDescriptor av1 = new Av1DependencyDescriptor();
        Av1Structure known = new Av1Structure();
        Av1Structure fresh = new Av1Structure();
        byte[] layered = Hex.bytes("AA 8001 10 07 58 0140 00B4 0280 0168 0500 02D0 02 10 34 01 00");
        byte[] units = Hex.bytes("78 0004 6742E01F 0004 68CE3C80 0003 658884");
        byte[] dependencies = Av1Descriptors.write(Av1Descriptors.L3T1_KEY, 0, true, true, 1, true, 3);
        byte[] into = new byte[dependencies.length + Av1DependencyDescriptor.MAX_GROWTH];
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < PACKETS; i++) {
                        vp9.wrap(layered, 0, layered.length);
                        h264.wrap(units, 0, units.length);
                        av1.wrap(dependencies, 0, dependencies.length, known, fresh);
                        known.copyFrom(fresh);
                        av1.write(into, 0, i & 0xFFFF, 1, known.targets());
                    }
                }))
                .isLessThan(PACKETS / 100);
    }
}
