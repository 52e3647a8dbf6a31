// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.media.buffer.PacketBuffer;
import java.nio.ByteBuffer;

/** Any stream is cut into datagrams of sizes that we take, or ended, and the same when it comes byte by byte. */
class FrameReaderFuzzTest {
    @FuzzTest
    void cutsAnyStream(byte[] stream) {
        int[] whole = new int[2];
        boolean fits = new FrameReader().feed(ByteBuffer.wrap(stream), datagram -> count(datagram, whole));
        int[] pieces = new int[2];
        FrameReader reader = new FrameReader();
        boolean fitsInPieces = true;
        for (int i = 0; i < stream.length && fitsInPieces; i++) {
            fitsInPieces = reader.feed(ByteBuffer.wrap(stream, i, 1), datagram -> count(datagram, pieces));
        }
        assertThat(fitsInPieces).isEqualTo(fits);
        assertThat(pieces).isEqualTo(whole);
        assertThat(whole[1]).isLessThanOrEqualTo(stream.length);
    }

    private static boolean count(PacketBuffer datagram, int[] sums) {
        assertThat(datagram.offset).isZero();
        assertThat(datagram.length).isBetween(1, PacketBuffer.MAX_DATAGRAM);
        sums[0]++;
        sums[1] += datagram.length;
        return true;
    }
}
