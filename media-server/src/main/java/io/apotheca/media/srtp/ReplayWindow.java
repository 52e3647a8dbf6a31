// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import java.util.Arrays;

/**
 * Which packet indexes of one source were accepted: the highest, and a bit for each of the {@value #WIDTH} up to it (RFC
 * 3711, section 3.3.2). Asking changes nothing; only an authentic packet may be accepted. Owned by the peer's loop.
 */
public final class ReplayWindow {
    public static final int WIDTH = 1024;
    private static final int WORDS = WIDTH / Long.SIZE;
    private static final long NONE = -1;

    private final long[] bits = new long[WORDS];
    private long highest = NONE;

    /** Whether nothing was accepted yet. */
    public boolean isEmpty() {
        return highest == NONE;
    }

    /** The highest index accepted, or -1. */
    long highest() {
        return highest;
    }

    /** Whether the index is neither negative, nor accepted before, nor too old to tell. */
    public boolean fresh(long index) {
        if (index < 0 || index <= highest - WIDTH) {
            return false;
        }
        return index > highest || (bits[word(index)] & bit(index)) == 0;
    }

    /** Remembers a fresh index. */
    public void accept(long index) {
        if (index > highest) {
            advance(index);
        }
        bits[word(index)] |= bit(index);
    }

    /**
     * The 48-bit index that a 16-bit sequence number most likely stands for (RFC 3711, section 3.3.1); negative when it is
     * from before the first rollover count, which no sender uses.
     */
    public long guess(int sequence) {
        if (isEmpty()) {
            return sequence;
        }
        long rollovers = highest >>> 16;
        int last = (int) highest & 0xFFFF;
        if (last < 0x8000) {
            rollovers -= sequence - last > 0x8000 ? 1 : 0;
        } else {
            rollovers += last - 0x8000 > sequence ? 1 : 0;
        }
        return rollovers << 16 | sequence;
    }

    private void advance(long index) {
        if (index - highest >= WIDTH) {
            Arrays.fill(bits, 0);
        } else {
            for (long passed = highest + 1; passed <= index; passed++) {
                bits[word(passed)] &= ~bit(passed);
            }
        }
        highest = index;
    }

    private static int word(long index) {
        return (int) (index / Long.SIZE) & (WORDS - 1);
    }

    private static long bit(long index) {
        return 1L << (index & (Long.SIZE - 1));
    }
}
