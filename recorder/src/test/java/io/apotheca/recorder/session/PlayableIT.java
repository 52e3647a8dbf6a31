// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.forward.Source;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.recorder.testing.Recorded;
import io.apotheca.recorder.testing.TestSession;
import io.apotheca.recorder.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What other people's players make of our streams: ffmpeg decodes every frame without a complaint, mkvinfo reads all. */
class PlayableIT {
    private static final long ORIGIN = 5_000_000_000L;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void everyFrameIsDecoded(Recorded recorded) throws IOException {
        TestSession session = new TestSession(ORIGIN);
        session.join(ORIGIN, "ann");
        Source source = recorded.encoding().codec().video() ? Source.CAMERA : Source.MICROPHONE;
        session.start(ORIGIN, 1, "ann", source, recorded.encoding());
        play(session, 1, recorded);
        String file = file(session);
        assertThat(session.blocks(1).size()).isEqualTo(recorded.frames());
        assertThat(Tool.complaints(file)).isEmpty();
        assertThat(Tool.probe(file, "nb_read_frames")).containsExactly(Integer.toString(recorded.frames()));
        assertThat(Tool.run("mkvinfo", file)).noneMatch(line -> line.contains("rror"));
    }

    private String file(TestSession session) throws IOException {
        return Files.write(folder.resolve("session.mkv"), session.end()).toString();
    }

    private static void play(TestSession session, int track, Recorded recorded) {
        RtpPacket rtp = new RtpPacket();
        List<byte[]> packets = recorded.packets();
        rtp.wrap(packets.getFirst(), 0, packets.getFirst().length);
        long first = rtp.timestamp();
        for (byte[] packet : packets) {
            rtp.wrap(packet, 0, packet.length);
            long ticks = rtp.timestamp() - first;
            long nanos = ticks * 1_000_000_000L / recorded.encoding().codec().clockRate();
            session.packet(ORIGIN + 30 * TestSession.MILLI + nanos, track, packet);
        }
    }
}
