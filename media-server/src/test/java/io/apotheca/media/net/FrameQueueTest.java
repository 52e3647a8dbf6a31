// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whole additions only, and out comes what went in. */
class FrameQueueTest {
    /** Takes a little at a time. */
    private static final class SlowChannel implements WritableByteChannel {
        final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        final RandomGenerator random;

        SlowChannel(RandomGenerator random) {
            this.random = random;
        }

        @Override
        public int write(ByteBuffer from) {
            int count = Math.min(from.remaining(), random.nextInt(100));
            for (int i = 0; i < count; i++) {
                taken.write(from.get());
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void givesWhatItTookInOrder() {
        Property.check(1, 200, random -> {
            FrameQueue queue = new FrameQueue(500);
            SlowChannel channel = new SlowChannel(random);
            ByteArrayOutputStream added = new ByteArrayOutputStream();
            for (int i = 0; i < 200; i++) {
                byte[] frame = new byte[1 + random.nextInt(200)];
                random.nextBytes(frame);
                ByteBuffer bytes = ByteBuffer.wrap(frame);
                if (queue.add(bytes)) {
                    added.writeBytes(frame);
                    assertThat(bytes.hasRemaining()).isFalse();
                } else {
                    assertThat(bytes.remaining()).isEqualTo(frame.length);
                }
                drain(queue, channel);
            }
            while (!queue.isEmpty()) {
                drain(queue, channel);
            }
            assertThat(channel.taken.toByteArray()).isEqualTo(added.toByteArray());
        });
    }

    private static void drain(FrameQueue queue, WritableByteChannel channel) {
        try {
            queue.drainTo(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void takesNoMoreThanItHolds() {
        FrameQueue queue = new FrameQueue(100);
        assertThat(queue.add(ByteBuffer.wrap(new byte[60]))).isTrue();
        assertThat(queue.add(ByteBuffer.wrap(new byte[41]))).isFalse();
        assertThat(queue.add(ByteBuffer.wrap(new byte[40]))).isTrue();
        assertThat(queue.add(ByteBuffer.wrap(new byte[1]))).isFalse();
    }
}
