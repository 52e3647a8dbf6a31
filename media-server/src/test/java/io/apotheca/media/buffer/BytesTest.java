// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void readsWhatByteBufferReads() {
        Property.check(1, 1000, random -> {
            byte[] bytes = new byte[24];
            random.nextBytes(bytes);
            ByteBuffer model = ByteBuffer.wrap(bytes);
            int at = random.nextInt(17);

            assertThat(Bytes.u8(bytes, at)).isEqualTo(Byte.toUnsignedInt(model.get(at)));
            assertThat(Bytes.u16(bytes, at)).isEqualTo(Short.toUnsignedInt(model.getShort(at)));
            assertThat(Bytes.u24(bytes, at)).isEqualTo(model.getInt(at) >>> 8);
            assertThat(Bytes.i32(bytes, at)).isEqualTo(model.getInt(at));
            assertThat(Bytes.u32(bytes, at)).isEqualTo(Integer.toUnsignedLong(model.getInt(at)));
            assertThat(Bytes.i64(bytes, at)).isEqualTo(model.getLong(at));
        });
    }

    @Test
    void writesWhatByteBufferWrites() {
        Property.check(2, 1000, random -> {
            long value = random.nextLong();
            byte[] bytes = new byte[18];
            Bytes.put8(bytes, 0, (int) value);
            Bytes.put16(bytes, 1, (int) value);
            Bytes.put24(bytes, 3, (int) value);
            Bytes.put32(bytes, 6, (int) value);
            Bytes.put64(bytes, 10, value);

            ByteBuffer model = ByteBuffer.allocate(18);
            model.putInt(2, (int) value).put(0, (byte) value).putShort(1, (short) value);
            model.put(3, (byte) (value >> 16)).putShort(4, (short) value);
            model.putInt(6, (int) value).putLong(10, value);
            assertThat(bytes).isEqualTo(model.array());
        });
    }
}
