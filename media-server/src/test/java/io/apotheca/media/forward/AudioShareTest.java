// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.testing.Simulation;
import io.apotheca.media.time.NtpClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What sound takes of a path, and how much of it is repeated: one voice of 40 kb/s (100 octets each 20 ms). */
class AudioShareTest {
    private static final Encoding OPUS = new Encoding(Codec.OPUS, 0, 111, Encoding.NONE, 63);
    private static final long HEADERS = 16_000;

    private final DropCounters drops = new DropCounters();
    private final RtpPacket rtp = new RtpPacket();
    private final InboundTrack voice =
            new InboundTrack(Source.MICROPHONE, OPUS, rtp, new PublisherClock(new NtpClock(0, 0)), drops);
    private final OutboundTrack track = new OutboundTrack(new SlotParameters(OPUS, 5, 0), new SentPackets(), drops);
    private final BitrateAllocator allocator = new BitrateAllocator();
    private long now = Simulation.seconds(1);
    private int sequence;

    private void speak(double seconds) {
        byte[] bytes = new byte[100];
        for (long until = now + Simulation.seconds(seconds); now < until; now += Simulation.millis(20)) {
            new RtpHeaderWriter()
                    .begin(bytes, 0, false, 111, sequence & 0xFFFF, sequence++ * 960L, 1)
                    .end();
            rtp.wrap(bytes, 0, bytes.length);
            voice.streams().getFirst().onRtp(now);
        }
    }

    private int repeats(long targetBps, int wished) {
        allocator.allocate(List.of(track), targetBps, wished, false, now);
        return track.repeats();
    }

    @Test
    void repetitionCountsAsSound() {
        track.show(voice, 0);
        speak(3);
        assertThat(repeats(1_000_000, 0)).isZero();
        assertThat(allocator.demandBps()).isBetween(HEADERS + 38_000, HEADERS + 42_000);
        assertThat(repeats(1_000_000, 2)).isEqualTo(2);
        assertThat(allocator.demandBps()).isBetween(HEADERS + 3 * 38_000, HEADERS + 3 * 42_000);
    }

    @Test
    void aNarrowPathGetsNoMoreThanFits() {
        track.show(voice, 0);
        speak(3);
        assertThat(repeats(60_000, 2)).isZero();
        assertThat(repeats(120_000, 2)).as("no room to spare").isZero();
        assertThat(repeats(160_000, 2)).isEqualTo(1);
        assertThat(repeats(135_000, 2)).as("what is there may stay").isEqualTo(1);
        assertThat(repeats(230_000, 2)).isEqualTo(2);
        assertThat(repeats(60_000, 2)).as("at once").isZero();
    }

    @Test
    void aVoiceThatFallsSilentKeepsItsPlaceForAWhile() {
        track.show(voice, 0);
        speak(3);
        repeats(1_000_000, 0);
        for (int i = 0; i < 25; i++) { // 5 s of silence
            now += Simulation.millis(200);
            repeats(1_000_000, 0);
        }
        assertThat(allocator.demandBps()).isBetween(HEADERS + 28_000, HEADERS + 35_000);
        for (int i = 0; i < 500; i++) {
            now += Simulation.millis(200);
            repeats(1_000_000, 0);
        }
        assertThat(allocator.demandBps()).isBetween(HEADERS, HEADERS + 1_000);
    }
}
