// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.testing;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts temporal units into RTP payloads of one element each (RTP Payload Format For AV1, section 4.4). */
public final class Av1Packetizer {
    private static final int CONTINUES = 0x80;
    private static final int WILL_CONTINUE = 0x40;
    private static final int ONE_ELEMENT = 0x10;
    private static final int NEW_SEQUENCE = 0x08;

    private final Packetizer rtp = new Packetizer(45, 99, 40);
    private final int mostBytes;

    public Av1Packetizer(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    public List<byte[]> packets(byte[] unit, long timestamp) {
        return rtp.packets(timestamp, payloads(unit, mostBytes));
    }

    /** Sizes are taken out of the units' heads and delimiters left out, as senders should. */
    public static List<byte[]> payloads(byte[] unit, int mostBytes) {
        List<byte[]> payloads = new ArrayList<>();
        boolean sequence = false;
        for (int at = 0; at < unit.length; at = endOfUnit(unit, at)) {
            sequence |= (unit[at] >> 3 & 0x0F) == 1;
        }
        for (int at = 0; at < unit.length; ) {
            int end = endOfUnit(unit, at);
            if ((unit[at] >> 3 & 0x0F) != 2) {
                byte[] plain = withoutSize(unit, at, end);
                for (int from = 0; from < plain.length; from += mostBytes) {
                    int count = Math.min(mostBytes, plain.length - from);
                    int head = ONE_ELEMENT
                            | (from > 0 ? CONTINUES : 0)
                            | (from + count < plain.length ? WILL_CONTINUE : 0)
                            | (sequence && payloads.isEmpty() ? NEW_SEQUENCE : 0);
                    byte[] payload = new byte[1 + count];
                    payload[0] = (byte) head;
                    System.arraycopy(plain, from, payload, 1, count);
                    payloads.add(payload);
                }
            }
            at = end;
        }
        return payloads;
    }

    /** Where the unit that begins here ends; it has a size. */
    public static int endOfUnit(byte[] bytes, int at) {
        int sizeAt = at + ((bytes[at] & 4) != 0 ? 2 : 1);
        int size = 0;
        int shift = 0;
        int octet;
        do {
            octet = bytes[sizeAt++];
            size |= (octet & 0x7F) << shift;
            shift += 7;
        } while (octet < 0);
        return sizeAt + size;
    }

    private static byte[] withoutSize(byte[] unit, int at, int end) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        plain.write(unit[at] & ~2);
        int sizeAt = at + 1;
        if ((unit[at] & 4) != 0) {
            plain.write(unit[sizeAt++]);
        }
        while (unit[sizeAt++] < 0) {}
        plain.write(unit, sizeAt, end - sizeAt);
        return plain.toByteArray();
    }
}
