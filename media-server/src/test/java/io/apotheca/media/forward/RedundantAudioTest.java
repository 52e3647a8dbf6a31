// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.codec.RedPayload;
import io.apotheca.media.testing.Property;
import io.apotheca.media.time.NtpClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What a lossy subscriber gets: whatever it loses within the distance stands in a packet that comes later, as it was. */
class RedundantAudioTest {
    private static final int OPUS = 111;
    private static final int RED = 63;
    private static final long FRAME = 960;
    private static final Encoding SENT = new Encoding(Codec.OPUS, 100, Encoding.NONE);
    private static final Encoding RECEIVED = new Encoding(Codec.OPUS, 0, OPUS, Encoding.NONE, RED);

    private final DropCounters drops = new DropCounters();
    private final RtpPacket rtp = new RtpPacket();
    private final SentPackets sent = new SentPackets();
    private final OutboundTrack track =
            new OutboundTrack(new SlotParameters(List.of(RECEIVED), 5, 0, 3, 0), sent, drops);
    private final InboundTrack source = source();
    private long now = 1_000_000_000;

    private InboundTrack source() {
        return new InboundTrack(
                Source.MICROPHONE, List.of(SENT), 1, 0, rtp, new PublisherClock(new NtpClock(0, 0)), drops);
    }

    /** One block of a packet towards the subscriber. */
    private record Block(long timestamp, List<Byte> bytes) {}

    private void receive(InboundTrack from, int sequence, long timestamp, byte... payload) {
        byte[] bytes = new byte[2000];
        int at = new RtpHeaderWriter()
                .begin(bytes, 0, false, 100, sequence & 0xFFFF, timestamp & 0xFFFF_FFFFL, 1)
                .extension8(1, 40)
                .end();
        System.arraycopy(payload, 0, bytes, at, payload.length);
        assertThat(rtp.wrap(bytes, 0, at + payload.length)).isTrue();
        now += 20_000_000;
        from.streams().getFirst().onRtp(now);
    }

    private void receive(int sequence, long timestamp, byte... payload) {
        receive(source, sequence, timestamp, payload);
    }

    private List<Block> blocks(byte[] packet) {
        RtpPacket read = new RtpPacket();
        assertThat(read.wrap(packet, 0, packet.length)).isTrue();
        assertThat(read.payloadType()).isIn(OPUS, RED);
        byte[] payload = Arrays.copyOfRange(packet, read.payloadOffset(), packet.length);
        if (read.payloadType() == OPUS) {
            return List.of(new Block(read.timestamp(), list(payload)));
        }
        RedPayload red = new RedPayload();
        assertThat(red.wrap(payload, 0, payload.length)).isTrue();
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < red.blocks(); i++) {
            assertThat(red.payloadType(i)).isEqualTo(OPUS);
            byte[] block = Arrays.copyOfRange(payload, red.offset(i), red.offset(i) + red.length(i));
            blocks.add(new Block(read.timestamp() - red.ticksEarlier(i) & 0xFFFF_FFFFL, list(block)));
        }
        assertThat(blocks.stream().map(Block::timestamp).toList()).isSorted();
        return blocks;
    }

    private static List<Byte> list(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte each : bytes) {
            list.add(each);
        }
        return list;
    }

    /** How many earlier packets each packet sent so far carries. */
    private List<Integer> carried() {
        return sent.packets().stream().map(packet -> blocks(packet).size() - 1).toList();
    }

    @Test
    void whatIsLostWithinTheDistanceIsThere() {
        Property.check(3, 300, random -> {
            RedundantAudioTest call = new RedundantAudioTest();
            call.track.show(call.source, 0);
            int distance = random.nextInt(1, 3);
            call.track.repeat(distance);
            Map<Long, List<Byte>> frames = call.speak(random, 200, random.nextDouble() * 0.3);
            call.assertRecovered(frames, distance, random);
        });
    }

    /** Speaks with a lossy way to us; what came of it, by timestamp. */
    private Map<Long, List<Byte>> speak(RandomGenerator random, int count, double lostBefore) {
        Map<Long, List<Byte>> frames = new HashMap<>();
        int sequence = random.nextInt(1 << 16);
        long timestamp = random.nextLong(1L << 32);
        for (int i = 0; i < count; i++, sequence++, timestamp += FRAME) {
            if (i > 0 && random.nextDouble() < lostBefore) {
                continue;
            }
            byte[] payload = new byte[random.nextInt(1, 300)];
            random.nextBytes(payload);
            frames.put(timestamp & 0xFFFF_FFFFL, list(payload));
            receive(sequence, timestamp, payload);
        }
        return frames;
    }

    private void assertRecovered(Map<Long, List<Byte>> frames, int distance, RandomGenerator random) {
        Map<Long, List<Byte>> arrived = new HashMap<>();
        List<byte[]> packets = sent.packets();
        assertThat(packets).hasSize(frames.size());
        int inARow = 0;
        for (byte[] packet : packets) {
            boolean lost = inARow < distance && random.nextDouble() < 0.3;
            inARow = lost ? inARow + 1 : 0;
            if (!lost) {
                blocks(packet).forEach(block -> arrived.put(block.timestamp, block.bytes));
            }
        }
        assertThat(frames).containsAllEntriesOf(arrived);
        // Runs of up to the distance can be lost, but for the last ones and where too much lay between.
        List<Block> all =
                packets.stream().map(packet -> blocks(packet).getLast()).toList();
        for (int i = 0; i < all.size() - distance; i++) {
            long apart = all.get(i + distance).timestamp - all.get(i).timestamp & 0xFFFF_FFFFL;
            if (apart <= RedundantAudio.LOOK_BACK * FRAME) {
                assertThat(arrived).containsEntry(all.get(i).timestamp, all.get(i).bytes);
            }
        }
    }

    @Test
    void withoutLossEveryPacketGoesOnce() {
        track.show(source, 0);
        for (int i = 0; i < 10; i++) {
            receive(i, i * FRAME, (byte) i);
        }
        assertThat(carried()).containsOnly(0);
    }

    @Test
    void thePayloadTypeChangesFromPacketToPacket() {
        track.show(source, 0);
        for (int i = 0; i < 6; i++) {
            track.repeat(i % 3);
            receive(i, i * FRAME, (byte) i);
        }
        assertThat(carried()).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(sent.packets())
                .extracting(packet -> packet[1] & 0x7F)
                .containsExactly(OPUS, RED, RED, OPUS, RED, RED);
        assertThat(sent.packets()).extracting(packet -> packet[3] & 0xFF).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void nothingIsRepeatedAcrossAPause() {
        track.show(source, 0);
        track.repeat(2);
        receive(1, 0, (byte) 1);
        receive(2, FRAME, (byte) 2);
        receive(3, FRAME + 20 * FRAME, (byte) 3); // 400 ms of silence
        receive(4, FRAME + 21 * FRAME, (byte) 4);
        receive(5, FRAME + 27 * FRAME, (byte) 5); // as long as one packet can be
        receive(6, FRAME + 34 * FRAME, (byte) 6); // longer
        assertThat(carried()).containsExactly(0, 1, 0, 1, 2, 0);
    }

    @Test
    void nothingIsRepeatedAcrossASwitch() {
        InboundTrack other = source();
        track.show(source, 0);
        track.repeat(2);
        receive(1, 0, (byte) 1);
        receive(2, FRAME, (byte) 2);
        // The other has spoken before anybody was shown it.
        OutboundTrack elsewhere = new OutboundTrack(new SlotParameters(RECEIVED, 6, 0), new SentPackets(), drops);
        elsewhere.show(other, 0);
        receive(other, 50, 100_000, (byte) 50);
        track.show(other, now);
        receive(other, 51, 100_000 + FRAME, (byte) 51);
        receive(other, 52, 100_000 + 2 * FRAME, (byte) 52);
        receive(other, 53, 100_000 + 3 * FRAME, (byte) 53);
        track.show(source, now);
        receive(3, 2 * FRAME, (byte) 3);
        receive(4, 3 * FRAME, (byte) 4);
        assertThat(carried()).containsExactly(0, 1, 0, 1, 2, 0, 1);
        assertThat(blocks(sent.packets().get(6)).getFirst().bytes()).containsExactly((byte) 3);
    }

    @Test
    void aLatePacketGoesAloneAndIsRepeatedByTheNext() {
        track.show(source, 0);
        track.repeat(2);
        receive(1, 0, (byte) 1);
        receive(3, 2 * FRAME, (byte) 3);
        receive(2, FRAME, (byte) 2);
        receive(4, 3 * FRAME, (byte) 4);
        assertThat(carried()).containsExactly(0, 1, 0, 2);
        assertThat(blocks(sent.packets().getLast()))
                .extracting(block -> block.bytes.getFirst())
                .containsExactly((byte) 2, (byte) 3, (byte) 4);
    }

    @Test
    void whatIsTooLongIsNotRepeated() {
        track.show(source, 0);
        track.repeat(2);
        receive(1, 0, new byte[RedPayload.LONGEST_BLOCK + 1]);
        receive(2, FRAME, new byte[700]);
        receive(3, 2 * FRAME, new byte[400]);
        receive(4, 3 * FRAME, new byte[400]);
        assertThat(carried())
                .as("neither what no header can tell nor what makes a packet too long")
                .containsExactly(0, 0, 1, 1);
        assertThat(sent.packets()).allMatch(packet -> packet.length < 1300);
    }

    @Test
    void aReceiverThatDoesNotUnderstandIsSentPlainPackets() {
        OutboundTrack plain =
                new OutboundTrack(new SlotParameters(new Encoding(Codec.OPUS, OPUS, Encoding.NONE), 5, 0), sent, drops);
        plain.show(source, 0);
        plain.repeat(2);
        for (int i = 0; i < 5; i++) {
            receive(i, i * FRAME, (byte) i);
        }
        assertThat(plain.repeats()).isZero();
        assertThat(carried()).containsOnly(0);
    }
}
