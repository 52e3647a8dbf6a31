// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import io.apotheca.media.buffer.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The body of a transport-wide feedback packet: status chunks (runs, or vectors of one- or two-bit symbols), then deltas of
 * one or two octets (draft-holmer-rmcat-transport-wide-cc-extensions-01, 3.1.1 to 3.1.5).
 */
final class TransportFeedbackFormat {
    /** Octets before the chunks: base, count, reference time, feedback count. */
    private static final int FIXED = 8;

    /** A symbol is as large as the delta it announces; 3 is reserved. */
    private static final int NOT_RECEIVED = 0;

    private static final int SMALL = 1;
    private static final int LARGE = 2;

    private static final int ONE_BIT_VECTOR = 0x8000;
    private static final int TWO_BIT_VECTOR = 0xC000;
    private static final int ONE_BIT_SYMBOLS = 14;
    private static final int TWO_BIT_SYMBOLS = 7;
    private static final int MAX_RUN = 0x1FFF;

    private TransportFeedbackFormat() {}

    /** Writes the body at {@code at}; the index behind it. */
    static int write(TransportFeedback feedback, byte[] bytes, int at) {
        int[] deltas = feedback.deltas();
        Bytes.put16(bytes, at, feedback.baseSequence());
        Bytes.put16(bytes, at + 2, deltas.length);
        Bytes.put24(bytes, at + 4, feedback.referenceTime());
        Bytes.put8(bytes, at + 7, feedback.feedbackCount());
        return writeDeltas(deltas, bytes, writeChunks(deltas, bytes, at + FIXED));
    }

    private static int writeChunks(int[] deltas, byte[] bytes, int from) {
        int at = from;
        int next = 0;
        while (next < deltas.length) {
            int run = run(deltas, next);
            int plain = plain(deltas, next);
            if (run >= ONE_BIT_SYMBOLS || next + run == deltas.length) {
                Bytes.put16(bytes, at, (symbol(deltas[next]) << 13) | run);
                next += run;
            } else if (plain >= ONE_BIT_SYMBOLS || next + plain == deltas.length) {
                Bytes.put16(bytes, at, ONE_BIT_VECTOR | vector(deltas, next, ONE_BIT_SYMBOLS, 1));
                next += ONE_BIT_SYMBOLS;
            } else if (run >= TWO_BIT_SYMBOLS) {
                Bytes.put16(bytes, at, (symbol(deltas[next]) << 13) | run);
                next += run;
            } else {
                Bytes.put16(bytes, at, TWO_BIT_VECTOR | vector(deltas, next, TWO_BIT_SYMBOLS, 2));
                next += TWO_BIT_SYMBOLS;
            }
            at += 2;
        }
        return at;
    }

    private static int writeDeltas(int[] deltas, byte[] bytes, int from) {
        int at = from;
        for (int delta : deltas) {
            switch (symbol(delta)) {
                case SMALL -> Bytes.put8(bytes, at++, delta);
                case LARGE -> {
                    Bytes.put16(bytes, at, Math.clamp(delta, Short.MIN_VALUE, Short.MAX_VALUE));
                    at += 2;
                }
                default -> {}
            }
        }
        return at;
    }

    private static int symbol(int delta) {
        if (delta == TransportFeedback.LOST) {
            return NOT_RECEIVED;
        }
        return delta >= 0 && delta <= 255 ? SMALL : LARGE;
    }

    /** How many packets from here on have the same symbol. */
    private static int run(int[] deltas, int from) {
        int most = Math.min(deltas.length - from, MAX_RUN);
        int run = 1;
        while (run < most && symbol(deltas[from + run]) == symbol(deltas[from])) {
            run++;
        }
        return run;
    }

    /** How many packets from here on, up to a vector's worth, have symbols of one bit. */
    private static int plain(int[] deltas, int from) {
        int most = Math.min(deltas.length - from, ONE_BIT_SYMBOLS);
        int plain = 0;
        while (plain < most && symbol(deltas[from + plain]) != LARGE) {
            plain++;
        }
        return plain;
    }

    private static int vector(int[] deltas, int from, int symbols, int width) {
        int vector = 0;
        for (int i = 0; i < symbols; i++) {
            vector = (vector << width) | (from + i < deltas.length ? symbol(deltas[from + i]) : NOT_RECEIVED);
        }
        return vector;
    }

    /** Reads a body of {@code length} bytes; null if it is malformed or reports more than {@code most} packets. */
    static @Nullable TransportFeedback read(int senderSsrc, int mediaSsrc, byte[] bytes, int at, int length, int most) {
        int count = length < FIXED ? 0 : Bytes.u16(bytes, at + 2);
        if (count == 0 || count > Math.min(most, TransportFeedback.MAX_PACKETS)) {
            return null;
        }
        int[] deltas = new int[count];
        int end = at + length;
        int next = readSymbols(deltas, bytes, at + FIXED, end);
        if (next < 0 || !readDeltas(deltas, bytes, next, end)) {
            return null;
        }
        int base = Bytes.u16(bytes, at);
        int reference = Bytes.u24(bytes, at + 4);
        return new TransportFeedback(senderSsrc, mediaSsrc, base, reference, Bytes.u8(bytes, at + 7), deltas);
    }

    /** Fills {@code symbols} from the chunks; the index behind them, or -1. */
    private static int readSymbols(int[] symbols, byte[] bytes, int from, int end) {
        int at = from;
        int done = 0;
        while (done < symbols.length) {
            if (at + 2 > end) {
                return -1;
            }
            int chunk = Bytes.u16(bytes, at);
            at += 2;
            int most = symbols.length - done;
            int told = chunk < ONE_BIT_VECTOR
                    ? readRun(symbols, done, most, chunk)
                    : readVector(symbols, done, most, chunk);
            if (told == 0) {
                return -1;
            }
            done += told;
        }
        return at;
    }

    private static int readRun(int[] symbols, int from, int most, int chunk) {
        int run = Math.min(most, chunk & MAX_RUN);
        Arrays.fill(symbols, from, from + run, chunk >> 13);
        return run;
    }

    private static int readVector(int[] symbols, int from, int most, int chunk) {
        int width = chunk < TWO_BIT_VECTOR ? 1 : 2;
        int held = ONE_BIT_SYMBOLS / width;
        int told = Math.min(most, held);
        for (int i = 0; i < told; i++) {
            symbols[from + i] = (chunk >> (width * (held - 1 - i))) & ((1 << width) - 1);
        }
        return told;
    }

    /** Replaces each symbol by its delta; false if they run out or a symbol is reserved. */
    private static boolean readDeltas(int[] symbols, byte[] bytes, int from, int end) {
        int at = from;
        for (int i = 0; i < symbols.length; i++) {
            int size = symbols[i];
            if (size > LARGE || at + size > end) {
                return false;
            }
            symbols[i] = switch (size) {
                case SMALL -> Bytes.u8(bytes, at);
                case LARGE -> (short) Bytes.u16(bytes, at);
                default -> TransportFeedback.LOST;
            };
            at += size;
        }
        return true;
    }
}
