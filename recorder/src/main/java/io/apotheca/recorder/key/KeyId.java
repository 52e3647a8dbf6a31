// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.key;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What names a records key: the first 16 bytes of the public key's SHA-256. */
public record KeyId(long first, long second) {
    public static final int LENGTH = 16;

    static KeyId of(byte[] publicKey) {
        try {
            return read(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(publicKey)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the next 16 bytes. */
    public static KeyId read(ByteBuffer from) {
        return new KeyId(from.getLong(), from.getLong());
    }

    public void write(ByteBuffer to) {
        to.putLong(first).putLong(second);
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(first) + hex.toHexDigits(second);
    }
}
