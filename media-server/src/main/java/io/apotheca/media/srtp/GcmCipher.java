// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import io.apotheca.media.buffer.Bytes;

/**
 * AES-GCM by libcrypto (RFC 7714), for RTP or for RTCP in one direction. What stays clear is authenticated with the packet;
 * with RTCP so is the word with its index, which then ends the packet.
 */
final class GcmCipher implements LibcryptoCipher {
    private static final int TAG_LENGTH = 16;

    private final boolean seals;
    private final int trailer;
    private final NativePacket packet;
    private final EvpCipher aes;
    private final int saltFirst;
    private final long saltRest;

    GcmCipher(boolean seals, Protocol protocol, SessionKeys keys, NativePacket packet) {
        this.seals = seals;
        this.trailer = protocol == Protocol.RTCP ? INDEX_LENGTH : 0;
        this.packet = packet;
        aes = EvpCipher.gcm(keys.cipherKey(), seals, packet);
        saltFirst = Bytes.i32(keys.salt(), 0);
        saltRest = Bytes.i64(keys.salt(), Integer.BYTES);
    }

    @Override
    public int apply(byte[] bytes, int offset, int length, int header, int ssrc, long index) {
        packet.load(bytes, offset, length);
        packet.nonce(saltFirst ^ ssrc >>> 16, saltRest ^ ((long) ssrc << 48 | index));
        if (!seals) {
            return open(bytes, offset, length, header);
        }
        packet.put32(length + TAG_LENGTH, ENCRYPTED_FLAG | (int) index);
        return seal(bytes, offset, length, header);
    }

    private int seal(byte[] bytes, int offset, int length, int header) {
        int word = length + TAG_LENGTH;
        int sealed = word + trailer;
        boolean done = aes.begin()
                && aes.authenticate(0, header)
                && aes.authenticate(word, sealed)
                && aes.transform(header, length)
                && aes.finish()
                && aes.tagTo(length, TAG_LENGTH);
        if (!done) {
            throw new IllegalStateException("cannot protect a packet");
        }
        packet.store(header, sealed, bytes, offset);
        return sealed;
    }

    private int open(byte[] bytes, int offset, int length, int header) {
        int word = length - trailer;
        int plain = word - TAG_LENGTH;
        boolean authentic = aes.begin()
                && aes.tagFrom(plain, TAG_LENGTH)
                && aes.authenticate(0, header)
                && aes.authenticate(word, length)
                && aes.transform(header, plain)
                && aes.finish();
        if (!authentic) {
            return SrtpError.AUTH_FAILED;
        }
        packet.store(header, plain, bytes, offset);
        return plain;
    }

    @Override
    public void free() {
        aes.free();
    }
}
