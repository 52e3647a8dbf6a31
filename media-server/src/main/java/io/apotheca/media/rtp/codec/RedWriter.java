// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

import io.apotheca.media.buffer.Bytes;

/**
 * Writes a payload of redundant audio (RFC 2198; {@link RedPayload} has its form). Earlier blocks are named from the
 * newest to the oldest and are laid down, oldest first, by {@link #write}; until then their arrays must not change. Reused
 * from packet to packet; owned by one loop; allocates nothing.
 */
public final class RedWriter {
    /** How many earlier blocks a payload can have. */
    public static final int MOST_EARLIER = 2;

    private final byte[][] bytes = new byte[MOST_EARLIER][];
    private final int[] offsets = new int[MOST_EARLIER];
    private final int[] lengths = new int[MOST_EARLIER];
    private final int[] ticks = new int[MOST_EARLIER];
    private int earlier;

    /** Forgets the blocks named before. */
    public void begin() {
        earlier = 0;
    }

    /** Names the next older block; false, and not taken, where it is empty or the header cannot tell of it. */
    public boolean add(long ticksEarlier, byte[] from, int offset, int length) {
        if (earlier == MOST_EARLIER
                || length < 1
                || length > RedPayload.LONGEST_BLOCK
                || ticksEarlier < 1
                || ticksEarlier > RedPayload.MOST_TICKS) {
            return false;
        }
        bytes[earlier] = from;
        offsets[earlier] = offset;
        lengths[earlier] = length;
        ticks[earlier++] = (int) ticksEarlier;
        return true;
    }

    /** How many earlier blocks were taken. */
    public int earlier() {
        return earlier;
    }

    /** By how much the payload is longer than its newest block. */
    public int growth() {
        int growth = 1;
        for (int i = 0; i < earlier; i++) {
            growth += RedPayload.HEADER + lengths[i];
        }
        return growth;
    }

    /** Writes the earlier blocks and the newest one, all of one payload type; the length of the payload. */
    public int write(byte[] to, int start, int payloadType, byte[] newest, int offset, int length) {
        int header = start;
        int at = start + RedPayload.HEADER * earlier + 1;
        for (int i = earlier - 1; i >= 0; i--) {
            Bytes.put8(to, header, RedPayload.FOLLOWED | payloadType);
            Bytes.put24(to, header + 1, ticks[i] << RedPayload.LENGTH_BITS | lengths[i]);
            header += RedPayload.HEADER;
            System.arraycopy(bytes[i], offsets[i], to, at, lengths[i]);
            at += lengths[i];
        }
        Bytes.put8(to, header, payloadType);
        System.arraycopy(newest, offset, to, at, length);
        return at + length - start;
    }
}
