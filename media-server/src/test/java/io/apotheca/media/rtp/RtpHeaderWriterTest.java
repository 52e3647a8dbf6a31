// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apotheca.media.testing.Hex;
import io.apotheca.media.testing.Property;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RtpHeaderWriterTest {
    private static final String FIXED = "1234 89ABCDEF F0E0D0C0";

    private final byte[] bytes = new byte[2048];
    private final RtpHeaderWriter writer = new RtpHeaderWriter();

    private RtpHeaderWriter begin() {
        return writer.begin(bytes, 0, true, 96, 0x1234, 0x89AB_CDEFL, 0xF0E0_D0C0);
    }

    private void assertWritten(int length, String digits) {
        assertThat(Arrays.copyOf(bytes, length)).isEqualTo(Hex.bytes(digits));
    }

    @Test
    void writesAHeaderWithoutExtensions() {
        assertWritten(begin().end(), "80 E0" + FIXED);
    }

    @Test
    void writesOneByteElements() {
        Arrays.fill(bytes, (byte) 0xEE);
        int length = begin().extension8(1, 0xAA)
                .extension16(14, 0xBBCC)
                .extension(3, new byte[] {9, 1, 2, 3}, 1, 3)
                .end();
        assertWritten(length, "90 E0" + FIXED + "BEDE0003 10AA E1BBCC 32010203 000000");
    }

    @Test
    void writesTwoByteElementsWhenOneNeedsIt() {
        String plain = "90 E0" + FIXED + "1000";
        assertWritten(begin().extension8(1, 0xAA).extension8(15, 0xBB).end(), plain + "0002 0101AA 0F01BB 0000");
        assertWritten(begin().extension8(1, 0xAA).extension(2, bytes, 0, 0).end(), plain + "0002 0101AA 0200 000000");
        assertWritten(
                begin().extension(2, new byte[17], 0, 17).extension8(1, 0xAA).end(),
                plain + "0006 0211" + "00".repeat(17) + "0101AA 0000");
    }

    @Test
    void refusesWhatNoFormHolds() {
        assertThatIllegalArgumentException().isThrownBy(() -> begin().extension8(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> begin().extension8(256, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> begin().extension(1, new byte[256], 0, 256));
    }

    @Test
    void isReadBackAsWritten() {
        RtpPacket packet = new RtpPacket();
        Property.check(5, 5000, random -> {
            Map<Integer, byte[]> elements = draw(random);
            int offset = random.nextInt(50);
            int sequence = random.nextInt(0x10000);
            long timestamp = random.nextLong(1L << 32);
            int ssrc = random.nextInt();
            boolean marker = random.nextBoolean();
            writer.begin(bytes, offset, marker, random.nextInt(128), sequence, timestamp, ssrc);
            elements.forEach((id, data) -> writer.extension(id, data, 0, data.length));
            int header = writer.end();

            assertThat(packet.wrap(bytes, offset, header + 5)).isTrue();
            assertThat(packet.headerLength()).isEqualTo(header);
            assertThat(packet.marker()).isEqualTo(marker);
            assertThat(packet.sequence()).isEqualTo(sequence);
            assertThat(packet.timestamp()).isEqualTo(timestamp);
            assertThat(packet.ssrc()).isEqualTo(ssrc);
            elements.forEach((id, data) -> assertElement(packet, id, data));
        });
    }

    private static Map<Integer, byte[]> draw(RandomGenerator random) {
        boolean small = random.nextBoolean();
        Map<Integer, byte[]> elements = new TreeMap<>();
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            byte[] data = new byte[small ? random.nextInt(1, 17) : random.nextInt(40)];
            random.nextBytes(data);
            elements.put(small ? random.nextInt(1, 15) : random.nextInt(1, 256), data);
        }
        return elements;
    }

    private static void assertElement(RtpPacket packet, int id, byte[] data) {
        int at = packet.extensionOffset(id);
        assertThat(at).isPositive();
        assertThat(Arrays.copyOfRange(packet.bytes(), at, at + packet.extensionLength(id)))
                .isEqualTo(data);
    }
}
