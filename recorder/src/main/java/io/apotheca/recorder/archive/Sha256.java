// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest, as {@code sha256sum} prints it. */
public record Sha256(String hex) {
    static final int LENGTH = 32;

    public Sha256 {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no SHA-256 digest");
        }
    }

    static Sha256 of(byte[] bytes) {
        return ended(begin().digest(bytes));
    }

    static Sha256 ended(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The digest so far, of one that goes on. */
    static byte[] soFar(MessageDigest digest) {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    void write(ByteBuffer to) {
        to.put(bytes());
    }

    @Override
    public String toString() {
        return hex;
    }
}
