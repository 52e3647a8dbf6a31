// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import io.apotheca.media.libcrypto.Libcrypto;

/**
 * A cipher of libcrypto with its key, which works in place on what lies in the native packet. One serves all packets of a
 * direction, each with its nonce, because the key is the same for all. A method is false when libcrypto refuses.
 */
final class EvpCipher {
    /** EVP_CTRL_AEAD_GET_TAG and EVP_CTRL_AEAD_SET_TAG of openssl/evp.h. */
    private static final int GET_TAG = 0x10;

    private static final int SET_TAG = 0x11;
    private static final int AES_256_KEY_LENGTH = 32;

    private final NativePacket packet;
    private final long context;

    private EvpCipher(long algorithm, byte[] key, boolean encrypts, NativePacket packet) {
        this.packet = packet;
        context = Libcrypto.newCipher();
        packet.load(key, 0, key.length);
        int encrypt = encrypts ? 1 : 0;
        boolean ready = Libcrypto.initCipher(context, algorithm, packet.at(0), packet.nonce(), encrypt) == 1;
        packet.wipe();
        if (!ready) {
            free();
            throw new IllegalStateException("libcrypto refuses a cipher");
        }
    }

    static EvpCipher gcm(byte[] key, boolean encrypts, NativePacket packet) {
        long algorithm = key.length == AES_256_KEY_LENGTH ? Libcrypto.AES_256_GCM : Libcrypto.AES_128_GCM;
        return new EvpCipher(algorithm, key, encrypts, packet);
    }

    /** Encrypting and decrypting are the same. */
    static EvpCipher counterMode(byte[] key, NativePacket packet) {
        long algorithm = key.length == AES_256_KEY_LENGTH ? Libcrypto.AES_256_CTR : Libcrypto.AES_128_CTR;
        return new EvpCipher(algorithm, key, true, packet);
    }

    /** Begins with the nonce that lies with the packet. */
    boolean begin() {
        return Libcrypto.initCipher(context, 0, 0, packet.nonce(), -1) == 1;
    }

    /** Authenticates what stays clear. */
    boolean authenticate(int from, int to) {
        return from == to || Libcrypto.updateCipher(context, 0, packet.count(), packet.at(from), to - from) == 1;
    }

    boolean transform(int from, int to) {
        long at = packet.at(from);
        return from == to || Libcrypto.updateCipher(context, at, packet.count(), at, to - from) == 1;
    }

    /** Ends the packet: false when it is not authentic. */
    boolean finish() {
        return Libcrypto.finishCipher(context, packet.count(), packet.count()) == 1;
    }

    /** Writes the tag of a packet that was sealed. */
    boolean tagTo(int at, int length) {
        return Libcrypto.controlCipher(context, GET_TAG, length, packet.at(at)) == 1;
    }

    /** Says beforehand where the tag of a packet to open lies. */
    boolean tagFrom(int at, int length) {
        return Libcrypto.controlCipher(context, SET_TAG, length, packet.at(at)) == 1;
    }

    void free() {
        Libcrypto.freeCipher(context);
    }
}
