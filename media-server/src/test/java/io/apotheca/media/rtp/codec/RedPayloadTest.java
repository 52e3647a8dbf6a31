// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Allocated;
import io.apotheca.media.testing.Hex;
import io.apotheca.media.testing.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedPayloadTest {
    private final RedPayload red = new RedPayload();
    private final RedWriter writer = new RedWriter();

    @Test
    void writesTheOldestFirst() {
        writer.begin();
        assertThat(writer.add(960, Hex.bytes("00 B1 B2"), 1, 2)).isTrue();
        assertThat(writer.add(1920, Hex.bytes("A1 A2 A3"), 0, 3)).isTrue();
        byte[] to = new byte[32];
        int length = writer.write(to, 2, 111, Hex.bytes("C1"), 0, 1);
        // 1920 and 3: 00011110000000 0000000011; 960 and 2: 00001111000000 0000000010
        assertThat(Arrays.copyOfRange(to, 2, 2 + length))
                .isEqualTo(Hex.bytes("EF 1E00 03  EF 0F00 02  6F  A1 A2 A3  B1 B2  C1"));
        assertThat(length).isEqualTo(1 + writer.growth());
    }

    @Test
    void readsWhatIsWritten() {
        Property.check(20_261_123L, 2000, random -> {
            List<byte[]> blocks = new ArrayList<>();
            List<Integer> ticks = new ArrayList<>();
            writer.begin();
            for (int i = random.nextInt(RedWriter.MOST_EARLIER + 1); i > 0; i--) {
                byte[] block = new byte[random.nextInt(1, RedPayload.LONGEST_BLOCK + 1)];
                random.nextBytes(block);
                int earlier = random.nextInt(1, RedPayload.MOST_TICKS + 1);
                assertThat(writer.add(earlier, block, 0, block.length)).isTrue();
                blocks.addFirst(block);
                ticks.addFirst(earlier);
            }
            byte[] newest = new byte[random.nextInt(1, 1300)];
            random.nextBytes(newest);
            blocks.add(newest);
            ticks.add(0);
            byte[] to = new byte[4000];
            int start = random.nextInt(20);
            int type = random.nextInt(128);
            int length = writer.write(to, start, type, newest, 0, newest.length);
            assertThat(red.wrap(to, start, length)).isTrue();
            assertThat(red.blocks()).isEqualTo(blocks.size());
            for (int i = 0; i < blocks.size(); i++) {
                assertThat(red.payloadType(i)).isEqualTo(type);
                assertThat(red.ticksEarlier(i)).isEqualTo(ticks.get(i));
                assertThat(Arrays.copyOfRange(to, red.offset(i), red.offset(i) + red.length(i)))
                        .isEqualTo(blocks.get(i));
            }
        });
    }

    @Test
    void takesOnlyWhatTheHeaderCanTell() {
        byte[] bytes = new byte[2000];
        writer.begin();
        assertThat(writer.add(RedPayload.MOST_TICKS + 1, bytes, 0, 10)).isFalse();
        assertThat(writer.add(0, bytes, 0, 10)).isFalse();
        assertThat(writer.add(-960, bytes, 0, 10)).isFalse();
        assertThat(writer.add(960, bytes, 0, RedPayload.LONGEST_BLOCK + 1)).isFalse();
        assertThat(writer.add(960, bytes, 0, 0)).isFalse();
        assertThat(writer.earlier()).isZero();
        assertThat(writer.add(960, bytes, 0, RedPayload.LONGEST_BLOCK)).isTrue();
        assertThat(writer.add(RedPayload.MOST_TICKS, bytes, 0, 1)).isTrue();
        assertThat(writer.add(2880, bytes, 0, 1)).as("a third").isFalse();
        writer.begin();
        assertThat(writer.earlier()).isZero();
    }

    /** Each without the three bytes that are skipped. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "EF",
                "EF 1E 00",
                "EF 1E00 03",
                "EF 1E00 03 6F A1 A2",
                "EF 1E00 01 EF 0F00 02 6F A1 B1",
                "EF 0000 00"
            })
    void refuses(String payload) {
        byte[] bytes = Hex.bytes(payload);
        assertThat(red.wrap(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void refusesMoreBlocksThanAnybodySends() {
        byte[] bytes = new byte[4 * RedPayload.MOST_BLOCKS + 10];
        for (int i = 0; i < RedPayload.MOST_BLOCKS - 1; i++) {
            bytes[4 * i] = (byte) 0xEF;
        }
        assertThat(red.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(red.blocks()).isEqualTo(RedPayload.MOST_BLOCKS);
        bytes[4 * (RedPayload.MOST_BLOCKS - 1)] = (byte) 0xEF;
        assertThat(red.wrap(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void staysInsideAnyBytes() {
        Property.check(1, 20_000, random -> {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            for (int i = 3; i < bytes.length && random.nextBoolean(); i += 4) {
                bytes[i] |= (byte) 0x80;
                if (i + 3 < bytes.length) {
                    bytes[i + 2] &= (byte) 0xFC;
                    bytes[i + 3] &= 0x0F;
                }
            }
            RedPayloads.assertInside(bytes);
        });
    }

    @Test
    void allocatesNothing() {
        byte[] block = new byte[80];
        byte[] to = new byte[400];
        assertThat(Allocated.by(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        writer.begin();
                        writer.add(960, block, 0, block.length);
                        writer.add(1920, block, 0, block.length);
                        red.wrap(to, 0, writer.write(to, 0, 111, block, 0, block.length));
                    }
                }))
                .isLessThan(200);
    }
}
