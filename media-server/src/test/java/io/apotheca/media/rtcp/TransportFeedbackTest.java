// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import static io.apotheca.media.rtcp.TransportFeedback.LOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.testing.Hex;
import io.apotheca.media.testing.Property;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportFeedbackTest {
    private final PacketBuffer buffer = new PacketBuffer();
    private final RtcpWriter writer = new RtcpWriter();

    private static TransportFeedback feedback(int... deltas) {
        return new TransportFeedback(10, 11, 5, 0x4D2, 3, deltas);
    }

    private static String packet(String header, int count, String body) {
        return header + "0000000A 0000000B 0005 %04X 0004D2 03".formatted(count) + body;
    }

    private void assertForm(String digits, TransportFeedback feedback) {
        writer.begin(buffer).transportFeedback(feedback);
        assertThat(Arrays.copyOf(buffer.bytes, writer.end())).isEqualTo(Hex.bytes(digits));
        assertThat(RtcpPackets.read(buffer)).containsExactly(feedback);
    }

    @Test
    void mixesDeltasOfBothSizesInATwoBitVector() {
        // Symbols 1 1 0 2 1 0 2, then 1 + 1 + 2 + 1 + 2 octets of deltas and 3 of padding.
        assertForm(
                packet("AFCD0007", 7, "D492 04 08 FFF0 FF 0100" + "000003"), feedback(4, 8, LOST, -16, 255, LOST, 256));
    }

    @Test
    void keepsAShortRunBeforeALargeDeltaInTheVector() {
        assertForm(packet("8FCD0006", 5, "D590 01 01 01 0100 01"), feedback(1, 1, 1, 256, 1));
    }

    @Test
    void tellsSmallDeltasInAOneBitVector() {
        assertForm(packet("8FCD0006", 9, "AEC0 01 02 03 04 05 06"), feedback(1, LOST, 2, 3, 4, LOST, 5, 6, LOST));
    }

    @Test
    void tellsEqualSymbolsInARun() {
        assertForm(packet("AFCD0005", 1, "2001 07 01"), feedback(7));
        assertForm(
                packet("AFCD000A", 20, "2014" + "09".repeat(20) + "0002"),
                feedback(IntStream.generate(() -> 9).limit(20).toArray()));
        assertForm(packet("8FCD0006", 3, "4003 8000 7FFF 0100"), feedback(-32768, 32767, 256));
    }

    @Test
    void stretchesOverALongGap() {
        int[] deltas = new int[8192];
        Arrays.fill(deltas, LOST);
        deltas[0] = 1;
        deltas[8191] = 2;
        TransportFeedback feedback = feedback(deltas);
        writer.begin(buffer).transportFeedback(feedback);

        assertThat(writer.end()).isLessThan(40);
        assertThat(RtcpPackets.read(buffer)).containsExactly(feedback);
    }

    @Test
    void readsTrailingZerosThatAreNotMarkedAsPadding() {
        buffer.reset(24);
        System.arraycopy(Hex.bytes(packet("8FCD0005", 1, "2001 07 00")), 0, buffer.bytes, 0, 24);
        assertThat(RtcpPackets.read(buffer)).containsExactly(feedback(7));
    }

    @ParameterizedTest
    @CsvSource({
        "no packets, 8FCD0004 0000000A 0000000B 00050000 0004D203",
        "a body that ends early, 8FCD0003 0000000A 0000000B 00050001",
        "no chunk, 8FCD0004 0000000A 0000000B 00050001 0004D203",
        "chunks that end early, 8FCD0005 0000000A 0000000B 00050020 0004D203 D492 D492",
        "a run of none, 8FCD0006 0000000A 0000000B 00050001 0004D203 2000 2001 07000000",
        "deltas that end early, 8FCD0005 0000000A 0000000B 00050003 0004D203 2003 0102",
        "a large delta cut in half, AFCD0005 0000000A 0000000B 00050001 0004D203 4001 0101",
        "the reserved symbol in a vector, 8FCD0006 0000000A 0000000B 00050001 0004D203 F000 0000 00000000",
        "the reserved symbol in a run, 8FCD0006 0000000A 0000000B 00050001 0004D203 6001 0000 00000000",
        "a status count bomb, 8FCD0008 0000000A 0000000B 0005FFFF 0004D203 1FFF 1FFF 1FFF 1FFF 1FFF 1FFF 1FFF 1FFF"
    })
    void refuses(String what, String digits) {
        byte[] bytes = Hex.bytes(digits);
        assertThat(RtcpParser.parse(bytes, 0, bytes.length, packet -> {}))
                .as(what)
                .isFalse();
    }

    @Test
    void refusesManyThatTogetherReportBeyondMeasure() {
        byte[] bytes = Hex.bytes("8FCD0005 0000000A 0000000B 00051FFF 0004D203 1FFF 0000".repeat(2));
        assertThat(RtcpParser.parse(bytes, 0, bytes.length / 2, packet -> {})).isTrue();
        assertThat(RtcpParser.parse(bytes, 0, bytes.length, packet -> {})).isFalse();
    }

    @Test
    void holdsOnlyWhatItsFieldsHold() {
        assertThatIllegalArgumentException().isThrownBy(TransportFeedbackTest::feedback);
        assertThatIllegalArgumentException().isThrownBy(() -> feedback(new int[8193]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransportFeedback(1, 2, 0x10000, 0, 0, new int[] {1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransportFeedback(1, 2, 0, 0x100_0000, 0, new int[] {1}));
        assertThatIllegalArgumentException().isThrownBy(() -> new TransportFeedback(1, 2, 0, 0, 256, new int[] {1}));
    }

    @Test
    void isReadBackAsWritten() {
        Property.check(10, 5000, random -> {
            TransportFeedback feedback = new TransportFeedback(
                    random.nextInt(),
                    random.nextInt(),
                    random.nextInt(0x10000),
                    random.nextInt(0x100_0000),
                    random.nextInt(256),
                    deltas(random));
            writer.begin(buffer).pictureLoss(1, 2).transportFeedback(feedback).pictureLoss(3, 4);
            writer.end();
            assertThat(RtcpPackets.read(buffer).get(1)).isEqualTo(feedback);
            assertThat(buffer.length % 4).isZero();
        });
    }

    /** Up to 400 packets in stretches that are alike, mixed, or (some of them long) lost. */
    private static int[] deltas(RandomGenerator random) {
        int[] deltas = new int[8000];
        int length = 0;
        int packets = random.nextInt(1, 400);
        while (packets > 0) {
            int stretch = random.nextInt(1, random.nextBoolean() ? 10 : 60);
            int kind = random.nextInt(5);
            if (kind == 0 && length < 4000) {
                stretch *= random.nextInt(1, 30);
            }
            for (int i = 0; i < stretch; i++) {
                deltas[length++] = delta(random, kind == 4 ? random.nextInt(3) : kind);
            }
            packets -= Math.min(stretch, 60);
        }
        return Arrays.copyOf(deltas, length);
    }

    private static int delta(RandomGenerator random, int kind) {
        return switch (kind) {
            case 0 -> LOST;
            case 1 -> random.nextInt(256);
            case 2 -> random.nextInt(-32768, 0);
            default -> random.nextInt(256, 32768);
        };
    }
}
