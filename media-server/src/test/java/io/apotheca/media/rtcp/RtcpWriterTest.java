// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.testing.Hex;
import io.apotheca.media.testing.Property;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RtcpWriterTest {
    private final PacketBuffer buffer = new PacketBuffer();
    private final RtcpWriter writer = new RtcpWriter();

    private void assertWritten(String digits) {
        assertThat(writer.end()).isEqualTo(buffer.length);
        assertThat(buffer.offset).isZero();
        assertThat(Arrays.copyOf(buffer.bytes, buffer.length)).isEqualTo(Hex.bytes(digits));
    }

    @Test
    void writesACompound() {
        Arrays.fill(buffer.bytes, (byte) 0xEE);
        writer.begin(buffer)
                .receiverReport(new ReceiverReport(10, List.of(new ReportBlock(11, 255, -1, 0x11234, 5, 6, 7))))
                .sourceDescription(10, "abc")
                .sourceDescription(10, "ab")
                .pictureLoss(10, 11);

        assertThat(writer.remaining()).isEqualTo(1200 - 32 - 16 - 16 - 12);
        assertWritten("81C90007 0000000A 0000000B FFFFFFFF 00011234 00000005 00000006 00000007"
                + "81CA0003 0000000A 01036162 63000000"
                + "81CA0003 0000000A 01026162 00000000"
                + "81CE0002 0000000A 0000000B");
    }

    @Test
    void writesASenderReport() {
        writer.begin(buffer).senderReport(new SenderReport(10, 0xB44D_B705_2000_0000L, 0xFFFF_FFFEL, 7, 8, List.of()));
        assertWritten("80C80006 0000000A B44DB705 20000000 FFFFFFFE 00000007 00000008");
    }

    @Test
    void packsANackAcrossTheWrap() {
        writer.begin(buffer).genericNack(10, 11, new int[] {0xFFFE, 0xFFFF, 0, 14, 15, 99}, 5);
        assertWritten("81CD0004 0000000A 0000000B FFFE8003 000F0000");
    }

    @Test
    void leavesOutWhatANackHasNoRoomFor() {
        int[] scattered = IntStream.range(0, 512).map(i -> 100 * i).toArray();
        writer.begin(buffer).pictureLoss(10, 11).genericNack(10, 11, scattered, scattered.length);

        assertThat(writer.end()).isEqualTo(1200);
        GenericNack nack = (GenericNack) RtcpPackets.read(buffer).get(1);
        assertThat(nack.sequences()).containsExactly(Arrays.copyOf(scattered, (1200 - 12 - 12) / 4));
    }

    @Test
    void isReadBackAsWritten() {
        Property.check(9, 3000, random -> {
            SenderReport sent = new SenderReport(
                    random.nextInt(),
                    random.nextLong(),
                    random.nextLong(1L << 32),
                    random.nextLong(1L << 32),
                    random.nextLong(1L << 32),
                    blocks(random, random.nextInt(8)));
            ReceiverReport received = new ReceiverReport(random.nextInt(), blocks(random, random.nextInt(32)));
            GenericNack nack = new GenericNack(random.nextInt(), random.nextInt(), sequences(random));
            String cname = "c".repeat(random.nextInt(30));
            writer.begin(buffer)
                    .senderReport(sent)
                    .sourceDescription(1, cname)
                    .genericNack(nack.senderSsrc(), nack.mediaSsrc(), nack.sequences(), nack.sequences().length);
            writer.end();
            assertThat(RtcpPackets.read(buffer)).containsExactly(sent, new SourceDescription(), nack);

            writer.begin(buffer).receiverReport(received).pictureLoss(received.ssrc(), 5);
            writer.end();
            assertThat(RtcpPackets.read(buffer))
                    .containsExactly(received, new PictureLossIndication(received.ssrc(), 5));
        });
    }

    private static List<ReportBlock> blocks(RandomGenerator random, int count) {
        return Stream.generate(() -> new ReportBlock(
                        random.nextInt(),
                        random.nextInt(256),
                        random.nextInt(-0x80_0000, 0x80_0000),
                        random.nextLong(1L << 32),
                        random.nextLong(1L << 32),
                        random.nextInt(),
                        random.nextInt()))
                .limit(count)
                .toList();
    }

    /** Rising numbers, some close together, over the wrap. */
    private static int[] sequences(RandomGenerator random) {
        int[] sequences = new int[random.nextInt(1, 100)];
        int sequence = random.nextInt(0x10000);
        for (int i = 0; i < sequences.length; i++) {
            sequences[i] = sequence & 0xFFFF;
            sequence += random.nextInt(1, random.nextBoolean() ? 3 : 40);
        }
        return sequences;
    }
}
