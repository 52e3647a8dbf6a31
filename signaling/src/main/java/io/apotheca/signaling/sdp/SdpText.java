// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import java.util.List;

/** The small words of SDP's grammar (RFC 8866 section 9). */
final class SdpText {
    private SdpText() {}

    /** Words between single spaces: at least one, some may be empty. */
    static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(SdpText::isTokenCharacter);
    }

    /** A decimal number of at most {@code most}, or -1. */
    static long number(String text, long most) {
        if (text.isEmpty() || text.length() > 10) {
            return -1;
        }
        long value = 0;
        for (int at = 0; at < text.length(); at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value <= most ? value : -1;
    }

    private static boolean isTokenCharacter(int c) {
        return c > ' ' && c < 0x7F && "\"(),/:;<=>?@[\\]".indexOf(c) < 0;
    }
}
