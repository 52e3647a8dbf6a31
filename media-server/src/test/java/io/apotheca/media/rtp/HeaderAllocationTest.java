// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.apotheca.media.rtp.codec.Vp8Descriptor;
import io.apotheca.media.testing.Hex;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What is done for each packet leaves no garbage. */
class HeaderAllocationTest {
    private static final int PACKETS = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final byte[] in =
            Hex.bytes("90 E0 1234 89ABCDEF F0E0D0C0 BEDE0002 10AA 3101A2 40 3000" + "90 F0 8001 02 20 00");
    private final byte[] out = new byte[100];
    private final RtpPacket packet = new RtpPacket();
    private final RtpHeaderWriter writer = new RtpHeaderWriter();
    private final Vp8Descriptor descriptor = new Vp8Descriptor();
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private long sum;

    private void forward() {
        packet.wrap(in, 0, in.length);
        descriptor.wrap(in, packet.payloadOffset(), packet.payloadLength());
        descriptor.pictureId(descriptor.pictureId() + 1);
        sum += unwrapper.unwrap(packet.sequence()) + packet.extension8(1);
        int twcc = packet.extensionOffset(3);
        sum += writer.begin(out, 0, packet.marker(), 96, 7, packet.timestamp(), 9)
                .extension(1, in, twcc, packet.extensionLength(3))
                .extension16(20, 5)
                .end();
    }

    @Test
    void readingAndWritingAHeaderAllocatesNothing() {
        forward();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < PACKETS; i++) {
            forward();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sum).isPositive();
        assertThat(allocated).isLessThan(PACKETS);
    }
}
