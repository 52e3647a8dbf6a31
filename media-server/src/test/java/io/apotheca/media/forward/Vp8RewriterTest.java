// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.rtp.codec.Vp8Descriptor;
import io.apotheca.media.testing.Arrivals;
import io.apotheca.media.testing.Property;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class Vp8RewriterTest {
    /** Which fields a source sends, and where its counters begin. */
    private record Source(int pictureBits, boolean baseLayer, boolean keyframeIndex, int picture, int base, int key) {
        static Source random(RandomGenerator random) {
            int[] bits = {0, 7, 15, 15};
            return new Source(
                    bits[random.nextInt(4)],
                    random.nextInt(4) > 0,
                    random.nextInt(4) > 0,
                    random.nextBoolean() ? 32767 - random.nextInt(100) : random.nextInt(32768),
                    random.nextInt(256),
                    random.nextInt(32));
        }

        /** The first packet of a frame; counters run on without wrapping and are cut to their width here. */
        byte[] payload(int frame) {
            byte[] bytes = new byte[20];
            int at = 2;
            int flags = 0;
            if (pictureBits == 15) {
                flags |= 0x80;
                bytes[at++] = (byte) (0x80 | ((picture + frame) >> 8 & 0x7F));
                bytes[at++] = (byte) (picture + frame);
            } else if (pictureBits == 7) {
                flags |= 0x80;
                bytes[at++] = (byte) ((picture + frame) & 0x7F);
            }
            if (baseLayer) {
                flags |= 0x40;
                bytes[at++] = (byte) (base + frame);
            }
            if (keyframeIndex) {
                flags |= 0x30;
                bytes[at++] = (byte) (0xA0 | ((key + frame / 100) & 0x1F));
            }
            bytes[0] = (byte) 0x90;
            bytes[1] = (byte) flags;
            for (; at < bytes.length; at++) {
                bytes[at] = (byte) (frame + at);
            }
            return bytes;
        }
    }

    /** One counter of the subscriber's stream, not wrapping. */
    private static final class Counter {
        long highest = -1;
        long start;

        void switchSource(int first) {
            start = highest < 0 ? first : highest + 1;
        }

        int sent(int steps, int bits) {
            highest = Math.max(highest, start + steps);
            return (int) (start + steps) & ((1 << bits) - 1);
        }
    }

    @Test
    void continuesTheCountersOfWhateverSourceAndRepeatsItself() {
        Property.check(21, 1000, random -> {
            Vp8Rewriter rewriter = new Vp8Rewriter();
            Counter picture = new Counter();
            Counter base = new Counter();
            Counter key = new Counter();
            for (int number = 0; number < 5; number++) {
                Source source = Source.random(random);
                byte[] first = source.payload(0);
                switchSource(rewriter, first);
                assertThat(first).isEqualTo(source.payload(0));
                picture.switchSource(0); // the first source's begin at 0, whatever they are
                base.switchSource(source.base);
                key.switchSource(source.key);
                forward(random, rewriter, source, picture, base, key);
            }
        });
    }

    private static void forward(
            RandomGenerator random, Vp8Rewriter rewriter, Source source, Counter picture, Counter base, Counter key) {
        Map<Integer, byte[]> sent = new HashMap<>();
        Vp8Descriptor view = new Vp8Descriptor();
        int[] arrivals = Arrivals.draw(random, 300, 0.1, 0.1, 20);
        arrivals[0] = 0; // a source is switched to at the arrival of its first packet
        for (int frame : arrivals) {
            byte[] payload = source.payload(frame);
            assertThat(rewriter.rewrite(payload, 0, payload.length)).isTrue();
            assertThat(view.wrap(payload, 0, payload.length)).isTrue();
            if (source.pictureBits > 0) {
                assertThat(view.pictureIdBits()).isEqualTo(source.pictureBits);
                assertThat(view.pictureId()).isEqualTo(picture.sent(frame, source.pictureBits));
            }
            if (source.baseLayer) {
                assertThat(view.tl0PicIdx()).isEqualTo(base.sent(frame, 8));
            }
            if (source.keyframeIndex) {
                assertThat(view.keyIdx()).isEqualTo(key.sent(frame / 100, 5));
                assertThat(view.temporalLayer()).isEqualTo(2);
            }
            byte[] before = sent.putIfAbsent(frame, payload);
            assertThat(payload).isEqualTo(before == null ? payload : before);
            assertUntouchedBehind(view.length(), payload, source.payload(frame));
        }
        int newest = Collections.max(sent.keySet());
        sent.forEach((frame, bytes) -> {
            if (frame <= newest - 64) {
                return; // as old as that, a picture id of 7 bits is taken for a newer one
            }
            byte[] again = source.payload(frame);
            rewriter.rewrite(again, 0, again.length);
            assertThat(again).isEqualTo(bytes);
        });
    }

    private static void switchSource(Vp8Rewriter rewriter, byte[] first) {
        Vp8Descriptor view = new Vp8Descriptor();
        assertThat(view.wrap(first, 0, first.length)).isTrue();
        rewriter.switchSource(view);
    }

    private static void assertUntouchedBehind(int descriptorLength, byte[] rewritten, byte[] original) {
        for (int at = descriptorLength; at < original.length; at++) {
            assertThat(rewritten[at]).isEqualTo(original[at]);
        }
    }

    @Test
    void pictureIdsCloseUpWhereFramesAreLeftOut() {
        Vp8Rewriter rewriter = new Vp8Rewriter();
        Source source = new Source(15, true, false, 32766, 9, 0);
        switchSource(rewriter, source.payload(0));
        Vp8Descriptor view = new Vp8Descriptor();
        int[] sent = new int[7];
        for (int frame : new int[] {0, 1, 3, 2, 4, 6}) { // 1 and 4 are left out, 2 comes late, 5 never
            byte[] payload = source.payload(frame);
            assertThat(view.wrap(payload, 0, payload.length)).isTrue();
            if (frame == 1 || frame == 4) {
                rewriter.leaveOut(view);
                rewriter.leaveOut(view);
            } else {
                rewriter.rewrite(view);
                sent[frame] = view.pictureId();
            }
        }
        assertThat(sent).containsExactly(0, 0, 1, 2, 0, 0, 4);
    }

    @Test
    void refusesWhatIsNoVp8Payload() {
        byte[] truncated = {(byte) 0x90, (byte) 0x80, (byte) 0x81};
        assertThat(new Vp8Rewriter().rewrite(truncated, 0, truncated.length)).isFalse();
    }

    @Test
    void aFieldThatAppearsLaterContinuesToo() {
        Vp8Rewriter rewriter = new Vp8Rewriter();
        byte[] full = new Source(15, true, false, 500, 9, 0).payload(0);
        switchSource(rewriter, full);
        rewriter.rewrite(full, 0, full.length);
        byte[] bare = new Source(0, false, false, 0, 0, 0).payload(0);
        switchSource(rewriter, bare);
        assertThat(rewriter.rewrite(bare, 0, bare.length)).isTrue();
        byte[] later = new Source(15, true, false, 7000, 77, 0).payload(0);
        rewriter.rewrite(later, 0, later.length);
        assertThat(later).isEqualTo(withTail(new Source(15, true, false, 1, 10, 0).payload(0), later));
    }

    private static byte[] withTail(byte[] head, byte[] tail) {
        System.arraycopy(tail, 5, head, 5, tail.length - 5);
        return head;
    }
}
