// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.testing.Allocated;
import io.apotheca.media.testing.Property;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** RFC 4571: whatever the stream is split into, the same datagrams come out of it. */
class FrameReaderTest {
    private final List<byte[]> frames = new ArrayList<>();
    private final FrameReader reader = new FrameReader();

    private boolean feed(byte[] bytes, int from, int to) {
        return reader.feed(ByteBuffer.wrap(bytes, from, to - from), this::keep);
    }

    private boolean keep(PacketBuffer datagram) {
        frames.add(Arrays.copyOfRange(datagram.bytes, datagram.offset, datagram.offset + datagram.length));
        return true;
    }

    /** The frames' stream; an empty datagram is a frame of its own. */
    static byte[] stream(List<byte[]> datagrams) {
        ByteBuffer stream = ByteBuffer.allocate(
                datagrams.stream().mapToInt(each -> each.length + 2).sum());
        datagrams.forEach(each -> stream.putShort((short) each.length).put(each));
        return stream.array();
    }

    private static byte[] random(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void everySplitInTwoGivesTheSameFrames() {
        List<byte[]> sent = List.of(new byte[] {1}, new byte[] {2, 3, 4}, new byte[300]);
        byte[] stream = stream(sent);
        for (int split = 0; split <= stream.length; split++) {
            frames.clear();
            assertThat(feed(stream, 0, split)).isTrue();
            assertThat(feed(stream, split, stream.length)).isTrue();
            assertThat(frames).usingRecursiveComparison().isEqualTo(sent);
        }
    }

    @Test
    void anySplitGivesTheSameFrames() {
        Property.check(1, 300, random -> {
            List<byte[]> sent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int length = random.nextInt(8) == 0 ? PacketBuffer.MAX_DATAGRAM : 1 + random.nextInt(200);
                sent.add(random(random, length));
            }
            byte[] stream = stream(sent);
            frames.clear();
            int at = 0;
            while (at < stream.length) {
                int to = Math.min(stream.length, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 3000));
                assertThat(feed(stream, at, to)).isTrue();
                at = to;
            }
            assertThat(frames).usingRecursiveComparison().isEqualTo(sent);
        });
    }

    @Test
    void emptyFramesMeanNothing() {
        byte[] stream = stream(List.of(new byte[0], new byte[] {5}, new byte[0], new byte[0]));
        assertThat(feed(stream, 0, stream.length)).isTrue();
        assertThat(frames).singleElement().isEqualTo(new byte[] {5});
    }

    @Test
    void aFrameAboveTheLargestDatagramEndsTheStream() {
        byte[] stream = stream(List.of(new byte[] {5}, new byte[PacketBuffer.MAX_DATAGRAM + 1], new byte[] {6}));
        assertThat(feed(stream, 0, stream.length)).isFalse();
        assertThat(frames).singleElement().isEqualTo(new byte[] {5});
        assertThat(new FrameReader()
                        .feed(ByteBuffer.wrap("GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII)), this::keep))
                .isFalse();
        assertThat(frames).hasSize(1);
    }

    @Test
    void allocatesNothing() {
        ByteBuffer stream = ByteBuffer.wrap(stream(List.of(new byte[1200], new byte[80], new byte[500])));
        FrameReader.Sink sink = datagram -> datagram.length > 0;
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        reader.feed(stream.rewind(), sink);
                    }
                }))
                .isZero();
    }
}
