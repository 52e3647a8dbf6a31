// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import java.util.Arrays;

/**
 * RFC 4585 6.2.1: please send these again.
 *
 * @param sequences 16-bit sequence numbers; the array is the record's own
 */
@SuppressWarnings("ArrayRecordComponent") // Hundreds of numbers a second a peer; equality is by content below.
public record GenericNack(int senderSsrc, int mediaSsrc, int[] sequences) implements RtcpPacket {
    @Override
    public boolean equals(Object other) {
        return other instanceof GenericNack(int sender, int media, int[] asked)
                && senderSsrc == sender
                && mediaSsrc == media
                && Arrays.equals(sequences, asked);
    }

    @Override
    public int hashCode() {
        return 31 * mediaSsrc + Arrays.hashCode(sequences);
    }

    @Override
    public String toString() {
        return "GenericNack[mediaSsrc=%d, sequences=%s]".formatted(mediaSsrc, Arrays.toString(sequences));
    }
}
