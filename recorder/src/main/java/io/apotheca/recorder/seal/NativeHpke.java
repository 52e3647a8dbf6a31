// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.apotheca.media.libcrypto.Libcrypto;
import io.apotheca.recorder.key.RecordsPublicKey;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The sender's side of HPKE (RFC 9180), base mode, one message: every secret of it, the ephemeral private key included, lies
 * in native memory, which is wiped.
 */
final class NativeHpke implements AutoCloseable {
    private static final byte[] VERSION = "HPKE-v1".getBytes(US_ASCII);

    /** "KEM" and the number of DHKEM(X25519, HKDF-SHA256), section 7.1. */
    private static final byte[] KEM = {'K', 'E', 'M', 0, 0x20};

    /** "HPKE" and the numbers of that KEM, HKDF-SHA256 and AES-256-GCM, section 7. */
    private static final byte[] SUITE = {'H', 'P', 'K', 'E', 0, 0x20, 0, 1, 0, 2};

    private static final byte[] BASE_MODE = {0};
    private static final int BLOCK = 32;
    private static final int PRIVATE = 0;
    private static final int OWN = BLOCK;
    private static final int PEER = 2 * BLOCK;
    private static final int SHARED = 3 * BLOCK;
    private static final int SECRET = 4 * BLOCK;
    private static final int PSK_HASH = 5 * BLOCK;
    private static final int INFO_HASH = 6 * BLOCK;
    private static final int KEY = 7 * BLOCK;
    private static final int NONCE = 8 * BLOCK;
    private static final int COUNT = 9 * BLOCK;
    private static final int SEALED = 10 * BLOCK;
    private static final int SIZE = 12 * BLOCK;

    private final MemorySegment memory = Libcrypto.allocate(SIZE);
    private final NativeHkdf hkdf = new NativeHkdf();

    /** Section 6.1: Encap, KeySchedule, Seal, of a data key. */
    byte[] wrap(MemorySegment dataKey, RecordsPublicKey recipient, byte[] info) {
        memory.fill((byte) 0);
        MemorySegment.copy(recipient.bytes(), 0, memory, ValueLayout.JAVA_BYTE, PEER, BLOCK);
        memory.set(ValueLayout.JAVA_LONG, COUNT, BLOCK);
        SecretFunctions.random(at(PRIVATE), BLOCK);
        SecretFunctions.publicKey(at(PRIVATE), at(OWN), at(COUNT));
        SecretFunctions.exchange(at(PRIVATE), at(PEER), at(SHARED), at(COUNT));
        encapsulate();
        scheduleKey(info);
        MemorySegment.copy(dataKey, 0, memory, SEALED, BLOCK);
        try (LibcryptoSegmentCipher cipher = new LibcryptoSegmentCipher(at(KEY), new byte[0])) {
            cipher.seal(memory.asSlice(NONCE, BLOCK), at(SEALED), DataKey.LENGTH);
        }
        byte[] wrapped = new byte[DataKey.WRAPPED_LENGTH];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, OWN, wrapped, 0, BLOCK);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, SEALED, wrapped, BLOCK, wrapped.length - BLOCK);
        return wrapped;
    }

    /** Section 4.1, ExtractAndExpand: the shared secret, to SECRET. */
    private void encapsulate() {
        label(KEM, "eae_prk").put(memory.asSlice(SHARED, BLOCK)).extract(0, 0, at(SECRET));
        expansion(KEM, "shared_secret", BLOCK).put(memory.asSlice(OWN, 2 * BLOCK));
        hkdf.expand(at(SECRET), at(SHARED));
    }

    /** Section 5.1. */
    private void scheduleKey(byte[] info) {
        label(SUITE, "psk_id_hash").extract(0, 0, at(PSK_HASH));
        label(SUITE, "info_hash").put(info).extract(0, 0, at(INFO_HASH));
        label(SUITE, "secret").extract(at(SHARED), BLOCK, at(SECRET));
        context("key", StreamKey.LENGTH).expand(at(SECRET), at(KEY));
        context("base_nonce", SegmentCipher.NONCE_LENGTH).expand(at(SECRET), at(NONCE));
    }

    private NativeHkdf context(String label, int length) {
        return expansion(SUITE, label, length).put(BASE_MODE).put(memory.asSlice(PSK_HASH, 2 * BLOCK));
    }

    /** Section 4, LabeledExpand. */
    private NativeHkdf expansion(byte[] suite, String label, int length) {
        hkdf.clear().put(new byte[] {0, (byte) length});
        return hkdf.put(VERSION).put(suite).put(label.getBytes(US_ASCII));
    }

    /** Section 4, LabeledExtract. */
    private NativeHkdf label(byte[] suite, String label) {
        return hkdf.clear().put(VERSION).put(suite).put(label.getBytes(US_ASCII));
    }

    private long at(int offset) {
        return memory.address() + offset;
    }

    /** Wipes everything. */
    @Override
    public void close() {
        hkdf.close();
        Libcrypto.free(memory);
    }
}
