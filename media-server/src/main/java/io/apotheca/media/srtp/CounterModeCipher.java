// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import io.apotheca.media.buffer.Bytes;
import java.util.Arrays;

/**
 * AES in counter mode with HMAC-SHA1 by libcrypto (RFC 3711, sections 4.1.1 and 4.2.1), for RTP or for RTCP in one
 * direction. The tag is over the packet and a word behind it: the rollover counter, which is not sent, or RTCP's index,
 * which is.
 */
final class CounterModeCipher implements LibcryptoCipher {
    private static final int BLOCK_LENGTH = 16;
    private static final int TAG_LENGTH = 10;
    private static final int WORD_LENGTH = 4;

    private final boolean seals;
    private final boolean rtcp;
    private final int trailer;
    private final NativePacket packet;
    private final EvpCipher aes;
    private final HmacSha1 hmac;
    private final long saltFirst;
    private final long saltRest;

    CounterModeCipher(boolean seals, Protocol protocol, SessionKeys keys, NativePacket packet) {
        this.seals = seals;
        rtcp = protocol == Protocol.RTCP;
        trailer = rtcp ? INDEX_LENGTH : 0;
        this.packet = packet;
        aes = EvpCipher.counterMode(keys.cipherKey(), packet);
        hmac = new HmacSha1(keys.authenticationKey(), packet);
        byte[] salt = Arrays.copyOf(keys.salt(), BLOCK_LENGTH);
        saltFirst = Bytes.i64(salt, 0);
        saltRest = Bytes.i64(salt, Long.BYTES);
    }

    @Override
    public int apply(byte[] bytes, int offset, int length, int header, int ssrc, long index) {
        packet.load(bytes, offset, length);
        packet.counter(saltFirst ^ Integer.toUnsignedLong(ssrc), saltRest ^ index << 16);
        int word = rtcp ? ENCRYPTED_FLAG | (int) index : (int) (index >>> 16);
        return seals ? seal(bytes, offset, length, header, word) : open(bytes, offset, length, header, word);
    }

    private int seal(byte[] bytes, int offset, int length, int header, int word) {
        packet.put32(length, word);
        int tag = length + trailer;
        if (!aes.begin() || !aes.transform(header, length) || !hmac.write(length + WORD_LENGTH, tag)) {
            throw new IllegalStateException("cannot protect a packet");
        }
        packet.store(header, tag + TAG_LENGTH, bytes, offset);
        return tag + TAG_LENGTH;
    }

    private int open(byte[] bytes, int offset, int length, int header, int word) {
        int tag = length - TAG_LENGTH;
        int plain = tag - trailer;
        int expected = plain + WORD_LENGTH;
        packet.put32(plain, word);
        boolean authentic = hmac.write(expected, expected)
                && sameTag(bytes, offset + tag, expected)
                && aes.begin()
                && aes.transform(header, plain);
        if (!authentic) {
            return SrtpError.AUTH_FAILED;
        }
        packet.store(header, plain, bytes, offset);
        return plain;
    }

    /** In the same time wherever they differ. */
    private boolean sameTag(byte[] bytes, int at, int expected) {
        int different = 0;
        for (int i = 0; i < TAG_LENGTH; i++) {
            different |= bytes[at + i] ^ packet.get8(expected + i);
        }
        return different == 0;
    }

    @Override
    public void free() {
        aes.free();
        hmac.free();
    }
}
