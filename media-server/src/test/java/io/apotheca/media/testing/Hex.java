// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import java.util.HexFormat;

/** Packets written down as hex digits with any white space between them. */
public final class Hex {
    private Hex() {}

    public static byte[] bytes(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }
}
