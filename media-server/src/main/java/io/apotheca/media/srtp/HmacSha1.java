// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import io.apotheca.media.libcrypto.Libcrypto;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * HMAC-SHA1 (RFC 2104) of what lies in the native packet, by libcrypto's SHA-1. What the key alone decides is computed once,
 * and copied for each packet: libcrypto's own HMAC makes objects for each packet, and before 3.0.3 does not keep its key.
 */
final class HmacSha1 {
    private static final int BLOCK_LENGTH = 64;
    private static final int DIGEST_LENGTH = 20;
    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5C;

    /** Of libcrypto's SHA_CTX, 24 words. */
    private static final long STATE_LENGTH = 96;

    private static final long INNER = 0;
    private static final long OUTER = STATE_LENGTH;
    private static final long CURRENT = 2 * STATE_LENGTH;
    private static final long LENGTH = 3 * STATE_LENGTH;

    private final NativePacket packet;
    private final MemorySegment states;
    private final long address;

    HmacSha1(byte[] key, NativePacket packet) {
        this.packet = packet;
        states = Libcrypto.allocate(LENGTH);
        address = states.address();
        begin(INNER, key, INNER_PAD);
        begin(OUTER, key, OUTER_PAD);
        packet.wipe();
    }

    private void begin(long state, byte[] key, byte pad) {
        byte[] block = Arrays.copyOf(key, BLOCK_LENGTH);
        for (int i = 0; i < BLOCK_LENGTH; i++) {
            block[i] ^= pad;
        }
        packet.load(block, 0, BLOCK_LENGTH);
        Arrays.fill(block, (byte) 0);
        Libcrypto.initSha1(address + state);
        Libcrypto.updateSha1(address + state, packet.at(0), BLOCK_LENGTH);
    }

    /** Writes the 20 bytes over the packet's first {@code length} ones to {@code at}; false when libcrypto refuses. */
    boolean write(int length, int at) {
        return digest(INNER, 0, length, at) && digest(OUTER, at, DIGEST_LENGTH, at);
    }

    private boolean digest(long state, int from, int length, int at) {
        MemorySegment.copy(states, state, states, CURRENT, STATE_LENGTH);
        long current = address + CURRENT;
        return Libcrypto.updateSha1(current, packet.at(from), length) == 1
                && Libcrypto.finishSha1(packet.at(at), current) == 1;
    }

    void free() {
        Libcrypto.free(states);
    }
}
