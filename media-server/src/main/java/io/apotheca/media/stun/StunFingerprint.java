// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.stun;

import io.apotheca.media.buffer.Bytes;
import java.util.zip.CRC32;

/** FINGERPRINT of RFC 8489, section 14.7: the CRC-32 of everything before the attribute, XORed with a constant. */
final class StunFingerprint {
    static final int LENGTH = 4;

    private static final int XOR = 0x5354_554E;

    private final CRC32 crc = new CRC32();

    /** The value for a message from {@code offset} whose FINGERPRINT attribute starts {@code length} bytes later. */
    int of(byte[] bytes, int offset, int length) {
        crc.reset();
        crc.update(bytes, offset, length);
        return (int) crc.getValue() ^ XOR;
    }

    boolean matches(byte[] bytes, int offset, int attributeAt) {
        return Bytes.i32(bytes, attributeAt + StunAttribute.HEADER_LENGTH) == of(bytes, offset, attributeAt - offset);
    }
}
