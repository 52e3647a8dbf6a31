// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.stun;

public final class StunMessage {
    public static boolean looksLikeStun(byte[] bytes, int offset, int length) {
        return length >= 20 && bytes[offset] >= 0 && bytes[offset] < 4;
    }

    public boolean wrap(byte[] bytes, int offset, int length) {
        return false;
    }
}
