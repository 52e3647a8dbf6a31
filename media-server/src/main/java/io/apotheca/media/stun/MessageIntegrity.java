// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.stun;

import io.apotheca.media.buffer.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * MESSAGE-INTEGRITY with one short-term password (RFC 8489, sections 9.1 and 14.5): a keyed HMAC-SHA1 kept for the life of
 * the password. Owned by one loop.
 */
public final class MessageIntegrity {
    static final int LENGTH = 20;

    private static final String ALGORITHM = "HmacSHA1";
    private static final int LENGTH_FIELD = 2;

    private final Mac mac;
    private final byte[] head = new byte[4];
    private final byte[] digest = new byte[LENGTH];

    public MessageIntegrity(String password) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing from this Java", e);
        }
    }

    /** Whether the attribute at {@code attributeAt} signs the message from {@code offset}; compares in constant time. */
    boolean verify(byte[] bytes, int offset, int attributeAt) {
        compute(bytes, offset, attributeAt);
        int at = attributeAt + StunAttribute.HEADER_LENGTH;
        int difference = 0;
        for (int i = 0; i < LENGTH; i++) {
            difference |= digest[i] ^ bytes[at + i];
        }
        return difference == 0;
    }

    /** Writes the value of the attribute at {@code attributeAt}. */
    void sign(byte[] bytes, int offset, int attributeAt) {
        compute(bytes, offset, attributeAt);
        System.arraycopy(digest, 0, bytes, attributeAt + StunAttribute.HEADER_LENGTH, LENGTH);
    }

    private void compute(byte[] bytes, int offset, int attributeAt) {
        int signedLength = attributeAt - offset;
        System.arraycopy(bytes, offset, head, 0, head.length);
        // The header counts up to and including this attribute, whatever follows it.
        Bytes.put16(
                head, LENGTH_FIELD, signedLength - StunMessage.HEADER_LENGTH + StunAttribute.HEADER_LENGTH + LENGTH);
        mac.update(head, 0, head.length);
        mac.update(bytes, offset + head.length, signedLength - head.length);
        try {
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a 20-byte digest does not fit its array", e);
        }
    }
}
