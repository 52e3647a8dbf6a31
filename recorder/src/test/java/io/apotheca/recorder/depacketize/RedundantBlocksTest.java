// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.recorder.testing.Recorded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** GStreamer's redundant audio, each packet of which has the one before in it. */
class RedundantBlocksTest {
    private static List<EncodedFrame> receive(int losesEvery) {
        List<EncodedFrame> frames = new ArrayList<>();
        Depacketizer depacketizer = Depacketizer.of(Recorded.RED.encoding(), frames::add);
        List<byte[]> packets = Recorded.RED.packets();
        RtpPacket view = new RtpPacket();
        for (int i = 0; i < packets.size(); i++) {
            if (i % losesEvery == 3) {
                depacketizer.gap();
            } else {
                if (i % 5 == 1) {
                    depacketizer.gap(); // of something that was no sound
                }
                view.wrap(packets.get(i), 0, packets.get(i).length);
                depacketizer.packet(view, i);
            }
        }
        return frames;
    }

    @Test
    void standInForWhatIsLost() {
        List<EncodedFrame> all = receive(1_000_000);
        List<EncodedFrame> mended = receive(4);
        assertThat(all).hasSize(Recorded.RED.frames());
        assertThat(mended)
                .extracting(EncodedFrame::rtpTimestamp)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(Recorded.RED.frames());
        for (EncodedFrame frame : all) {
            assertThat(mended)
                    .anyMatch(each ->
                            each.rtpTimestamp() == frame.rtpTimestamp() && Arrays.equals(each.bytes(), frame.bytes()));
        }
    }
}
