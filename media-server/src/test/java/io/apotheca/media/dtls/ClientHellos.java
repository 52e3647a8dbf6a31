// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

import io.apotheca.media.buffer.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** ClientHellos of real browsers, one datagram a line, and a reader of the clear records that answer them. */
final class ClientHellos {
    static final int SERVER_HELLO_DONE = 14;

    private static final int HANDSHAKE = 22;
    private static final int RECORD_HEADER = 13;

    private ClientHellos() {}

    static List<byte[]> read(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(ClientHellos.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> HexFormat.of().parseHex(line.strip()))
                    .toList();
        }
    }

    /** The handshake message types in a datagram of clear records (RFC 6347, section 4.2.2). */
    static List<Integer> handshakeTypes(byte[] datagram) {
        List<Integer> types = new ArrayList<>();
        int at = 0;
        while (at + RECORD_HEADER < datagram.length) {
            if (Bytes.u8(datagram, at) == HANDSHAKE) {
                types.add(Bytes.u8(datagram, at + RECORD_HEADER));
            }
            at += RECORD_HEADER + Bytes.u16(datagram, at + 11);
        }
        return types;
    }
}
