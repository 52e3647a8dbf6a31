// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Random;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Datagrams of somebody who does not know the keys. */
final class Forged {
    private static final int COOKIE = 0x2112A442;
    private static final int FINGERPRINT_MASK = 0x5354554e;

    private final Random random;

    Forged(long seed) {
        this.random = new Random(seed);
    }

    byte[] garbage(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A well-formed binding request (RFC 8489) for this ufrag, with the integrity of a wrong password. */
    byte[] bindingRequest(String localUfrag) {
        byte[] user = (localUfrag + ":wrong").getBytes(StandardCharsets.UTF_8);
        int padded = (user.length + 3) / 4 * 4;
        int bodyLength = 4 + padded + 12 + 4 + 24 + 8;
        ByteBuffer message = ByteBuffer.allocate(20 + bodyLength);
        message.putShort((short) 0x0001)
                .putShort((short) (bodyLength - 8))
                .putInt(COOKIE)
                .put(garbage(12));
        message.putShort((short) 0x0006).putShort((short) user.length).put(user).position(20 + 4 + padded);
        message.putShort((short) 0x802a).putShort((short) 8).putLong(random.nextLong());
        message.putShort((short) 0x0025).putShort((short) 0);
        byte[] bytes = message.array();
        byte[] integrity = hmac(bytes, message.position());
        message.putShort((short) 0x0008).putShort((short) 20).put(integrity);
        message.putShort(2, (short) bodyLength);
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, message.position());
        message.putShort((short) 0x8028).putShort((short) 4).putInt((int) crc.getValue() ^ FINGERPRINT_MASK);
        return bytes;
    }

    private static byte[] hmac(byte[] message, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec("a password that is not the one".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            mac.update(message, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A DTLS 1.2 ClientHello (RFC 6347) with one cipher suite. */
    byte[] clientHello() {
        byte[] body = ByteBuffer.allocate(42)
                .putShort((short) 0xfefd)
                .put(garbage(32))
                .put((byte) 0)
                .put((byte) 0)
                .putShort((short) 2)
                .putShort((short) 0xc02b)
                .put((byte) 1)
                .put((byte) 0)
                .array();
        ByteBuffer record = ByteBuffer.allocate(13 + 12 + body.length);
        record.put((byte) 22).putShort((short) 0xfefd).putShort((short) 0).put(new byte[6]);
        record.putShort((short) (12 + body.length));
        record.put((byte) 1).put(length24(body.length)).putShort((short) 0);
        record.put(new byte[3]).put(length24(body.length)).put(body);
        return record.array();
    }

    private static byte[] length24(int length) {
        return new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length};
    }

    byte[] rtp(int ssrc) {
        return ByteBuffer.allocate(1000)
                .put((byte) 0x80)
                .put((byte) 96)
                .putShort((short) random.nextInt())
                .putInt(random.nextInt())
                .putInt(ssrc)
                .put(garbage(988))
                .array();
    }

    /** A picture loss indication (RFC 4585 6.3.1) and 14 bytes that claim to be SRTCP's index and tag. */
    byte[] rtcp(int ssrc) {
        return ByteBuffer.allocate(26)
                .put((byte) 0x81)
                .put((byte) 206)
                .putShort((short) 2)
                .putInt(1)
                .putInt(ssrc)
                .put(garbage(14))
                .array();
    }
}
