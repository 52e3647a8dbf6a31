// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import io.apotheca.media.buffer.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The body of a transport-wide feedback packet: status chunks, then deltas. */
final class TransportFeedbackFormat {
    /** Header words before the chunks: base, count, reference time, feedback count. */
    private static final int FIXED = 8;

    private static final int NOT_RECEIVED = 0;
    private static final int SMALL = 1;
    private static final int LARGE = 2;
    private static final int MAX_RUN = 0x1FFF;
    private static final int TWO_BIT_SYMBOLS = 7;
    private static final int ONE_BIT_SYMBOLS = 14;

    private TransportFeedbackFormat() {}

    private static int symbol(int delta) {
        if (delta == TransportFeedback.LOST) {
            return NOT_RECEIVED;
        }
        return delta >= 0 && delta <= 255 ? SMALL : LARGE;
    }

    /** Writes the body at {@code at}; the index behind it. */
    static int write(TransportFeedback feedback, byte[] bytes, int at) {
        int[] deltas = feedback.deltas();
        Bytes.put16(bytes, at, feedback.baseSequence());
        Bytes.put16(bytes, at + 2, deltas.length);
        Bytes.put32(bytes, at + 4, feedback.referenceTime() << 8 | feedback.feedbackCount() & 0xFF);
        int end = at + FIXED;
        int next = 0;
        while (next < deltas.length) {
            int run = run(deltas, next);
            if (run >= TWO_BIT_SYMBOLS || next + run == deltas.length) {
                Bytes.put16(bytes, end, symbol(deltas[next]) << 13 | run);
                next += run;
            } else {
                Bytes.put16(bytes, end, vector(deltas, next));
                next = Math.min(deltas.length, next + TWO_BIT_SYMBOLS);
            }
            end += 2;
        }
        for (int delta : deltas) {
            switch (symbol(delta)) {
                case SMALL -> Bytes.put8(bytes, end++, delta);
                case LARGE -> {
                    Bytes.put16(bytes, end, Math.clamp(delta, Short.MIN_VALUE, Short.MAX_VALUE));
                    end += 2;
                }
                default -> {}
            }
        }
        return end;
    }

    private static int run(int[] deltas, int from) {
        int symbol = symbol(deltas[from]);
        int to = from + 1;
        while (to < deltas.length && to - from < MAX_RUN && symbol(deltas[to]) == symbol) {
            to++;
        }
        return to - from;
    }

    private static int vector(int[] deltas, int from) {
        int chunk = 0xC000;
        for (int i = 0; i < TWO_BIT_SYMBOLS && from + i < deltas.length; i++) {
            chunk |= symbol(deltas[from + i]) << 2 * (TWO_BIT_SYMBOLS - 1 - i);
        }
        return chunk;
    }

    /** Reads a body of {@code length} bytes, or null if it is malformed. */
    static @Nullable TransportFeedback read(int senderSsrc, int mediaSsrc, byte[] bytes, int at, int length) {
        int count = length < FIXED ? 0 : Bytes.u16(bytes, at + 2);
        if (count == 0 || count > TransportFeedback.MAX_PACKETS) {
            return null;
        }
        int[] deltas = new int[count];
        int end = at + length;
        int next = readSymbols(deltas, bytes, at + FIXED, end);
        if (next < 0 || !readDeltas(deltas, bytes, next, end)) {
            return null;
        }
        int time = Bytes.i32(bytes, at + 4);
        return new TransportFeedback(senderSsrc, mediaSsrc, Bytes.u16(bytes, at), time >>> 8, time & 0xFF, deltas);
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
            if ((chunk & 0x8000) == 0) {
                int run = Math.min(most, chunk & MAX_RUN);
                if (run == 0) {
                    return -1;
                }
                Arrays.fill(symbols, done, done + run, chunk >> 13 & 3);
                done += run;
            } else {
                int width = (chunk & 0x4000) == 0 ? 1 : 2;
                int held = width == 1 ? ONE_BIT_SYMBOLS : TWO_BIT_SYMBOLS;
                for (int i = 0; i < Math.min(held, most); i++) {
                    symbols[done++] = chunk >> width * (held - 1 - i) & (width == 1 ? 1 : 3);
                }
            }
        }
        return at;
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
