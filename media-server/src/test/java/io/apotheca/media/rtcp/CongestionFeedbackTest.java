// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.rtcp.CongestionFeedback.Stream;
import io.apotheca.media.testing.Hex;
import io.apotheca.media.testing.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CongestionFeedbackTest {
    private final PacketBuffer buffer = new PacketBuffer();
    private final RtcpWriter writer = new RtcpWriter();

    @Test
    void tellsStreamsAndThenTheTime() {
        CongestionFeedback feedback = new CongestionFeedback(
                10,
                0x0102_0304,
                List.of(new Stream(11, 0xFFFF, new int[] {0x8005, 0, 0x9FFF}), new Stream(12, 7, new int[] {0xA001})));
        writer.begin(buffer).congestionFeedback(feedback);
        assertThat(Arrays.copyOf(buffer.bytes, writer.end()))
                .isEqualTo(Hex.bytes("8BCD0009 0000000A" + "0000000B FFFF 0003 8005 0000 9FFF 0000"
                        + "0000000C 0007 0001 A001 0000" + "01020304"));
        assertThat(RtcpPackets.read(buffer)).containsExactly(feedback);

        Stream first = feedback.streams().getFirst();
        assertThat(first.arrived(0)).isTrue();
        assertThat(first.offset(0)).isEqualTo(5);
        assertThat(first.arrived(1)).isFalse();
        assertThat(first.offset(2)).isEqualTo(CongestionFeedback.NO_OFFSET);
        assertThat(feedback.streams().getLast().offset(0)).as("ECN aside").isEqualTo(1);
    }

    @Test
    void readsWhatItWrites() {
        Property.check(20, 3000, random -> {
            CongestionFeedback feedback = new CongestionFeedback(random.nextInt(), random.nextInt(), streams(random));
            writer.begin(buffer).pictureLoss(1, 2).congestionFeedback(feedback).pictureLoss(3, 4);
            writer.end();
            assertThat(RtcpPackets.read(buffer).get(1)).isEqualTo(feedback).hasSameHashCodeAs(feedback);
        });
    }

    private static List<Stream> streams(RandomGenerator random) {
        List<Stream> streams = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            int[] metrics = random.ints(random.nextInt(60), 0, 0x10000).toArray();
            streams.add(new Stream(random.nextInt(), random.nextInt(0x10000), metrics));
        }
        return streams;
    }

    /** No room for the time; a count beyond the end; half a stream's header; more packets than a datagram may report. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "8BCD0001 0000000A",
                "8BCD0005 0000000A 0000000B 0001 0003 8005 0000 01020304",
                "8BCD0003 0000000A 0000000B 01020304",
                "8BCD0004 0000000A 0000000B 0001 FFFF 01020304"
            })
    void refusesWhatDoesNotAddUp(String digits) {
        byte[] bytes = Hex.bytes(digits);
        assertThat(RtcpParser.parse(bytes, 0, bytes.length, _ -> {})).isFalse();
    }

    @Test
    void anyDamageIsBounded() {
        Property.check(21, 3000, random -> {
            writer.begin(buffer).congestionFeedback(new CongestionFeedback(1, 2, streams(random)));
            byte[] bytes = Arrays.copyOf(buffer.bytes, writer.end());
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            RtcpPackets.assertBounded(bytes);
        });
    }

    @Test
    void aStreamIsWithinItsRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Stream(1, 0x10000, new int[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Stream(1, 1, new int[8193]));
    }
}
