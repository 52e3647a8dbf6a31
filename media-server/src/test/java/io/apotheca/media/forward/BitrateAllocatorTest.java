// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.testing.Property;
import io.apotheca.media.time.NtpClock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Levels that were not measured yet count 150, 500 and 1500 kb/s. */
class BitrateAllocatorTest {
    private static final Encoding VP8 = new Encoding(Codec.VP8, 96, 97);
    private static final int LISTENER = 1;
    private static final int READ = 2;
    private static final int SPEAKER = 3;

    private final DropCounters drops = new DropCounters();
    private final BitrateAllocator allocator = new BitrateAllocator();
    private final List<OutboundTrack> tracks = new ArrayList<>();
    private long now;

    private OutboundTrack picture(int levels, int priority) {
        OutboundTrack track = new OutboundTrack(new SlotParameters(VP8, 5, 6), new SentPackets(), drops);
        track.show(
                new InboundTrack(
                        Source.CAMERA,
                        List.of(VP8),
                        levels,
                        0,
                        new RtpPacket(),
                        new PublisherClock(new NtpClock(0, 0)),
                        drops),
                now);
        track.priority(priority);
        tracks.add(track);
        return track;
    }

    private OutboundTrack interpreter(int levels) {
        OutboundTrack track = picture(levels, READ);
        track.legible(true);
        return track;
    }

    /** A path that is known to carry this and no more. */
    private void allocate(long bps) {
        now += 100_000_000_000L;
        allocator.allocate(tracks, bps, 0, true, now);
    }

    private void allocateAfter(long millis, long bps) {
        now += millis * 1_000_000;
        allocator.allocate(tracks, bps, 0, true, now);
    }

    @Test
    void theMoreImportantPictureIsRaisedFirst() {
        OutboundTrack listener = picture(3, LISTENER);
        OutboundTrack speaker = picture(3, SPEAKER);
        allocate(800_000);
        assertThat(speaker.planned()).isEqualTo(1);
        assertThat(listener.planned()).isZero();
    }

    @Test
    void theOnlyPictureStaysForAMomentWhereALittleLacks() {
        OutboundTrack speaker = picture(2, SPEAKER);
        allocate(400_000);
        allocate(130_000);
        assertThat(speaker.planned()).isZero();
        allocateAfter(1_900, 130_000);
        assertThat(speaker.planned()).isZero();
        allocateAfter(100, 130_000);
        assertThat(speaker.planned()).isEqualTo(OutboundTrack.NOTHING);
    }

    @Test
    void theOnlyPicturePausesAtOnceWhereMuchLacks() {
        OutboundTrack speaker = picture(2, SPEAKER);
        allocate(400_000);
        allocate(100_000);
        assertThat(speaker.planned()).isEqualTo(OutboundTrack.NOTHING);
    }

    @Test
    void aPictureThatWasPausedComesBackSoonWhereThereIsClearlyRoom() {
        OutboundTrack speaker = picture(2, SPEAKER);
        allocate(400_000);
        allocate(140_000);
        allocateAfter(2_000, 140_000);
        assertThat(speaker.planned()).isEqualTo(OutboundTrack.NOTHING);
        allocateAfter(3_000, 190_000);
        assertThat(speaker.planned()).as("too little to spare").isEqualTo(OutboundTrack.NOTHING);
        allocateAfter(0, 230_000);
        assertThat(speaker.planned()).isZero();
    }

    @Test
    void aLegiblePictureComesToItsMiddleBeforeTheSpeakerIsRaised() {
        OutboundTrack speaker = picture(3, SPEAKER);
        OutboundTrack interpreter = interpreter(3);
        allocate(800_000);
        assertThat(interpreter.planned()).isEqualTo(1);
        assertThat(speaker.planned()).isZero();
        allocate(1_200_000);
        assertThat(interpreter.planned()).isEqualTo(1);
        assertThat(speaker.planned()).as("next in turn").isEqualTo(1);
        allocate(2_300_000);
        assertThat(speaker.planned())
                .as("above the middle the speaker comes first")
                .isEqualTo(2);
        assertThat(interpreter.planned()).isEqualTo(1);
    }

    @Test
    void aLegiblePicturePausesLast() {
        OutboundTrack screen = picture(1, OutboundTrack.MOST_IMPORTANT);
        OutboundTrack speaker = picture(3, SPEAKER);
        OutboundTrack interpreter = interpreter(3);
        allocate(200_000);
        assertThat(interpreter.planned()).isZero();
        assertThat(speaker.planned()).isEqualTo(OutboundTrack.NOTHING);
        assertThat(screen.planned()).as("measured as nothing yet").isZero();
        allocate(100_000);
        assertThat(interpreter.planned()).isEqualTo(OutboundTrack.NOTHING);
    }

    @Test
    void whatItsPublisherDoesNotSendIsNotWaitedFor() {
        OutboundTrack listener = picture(3, LISTENER);
        OutboundTrack interpreter = interpreter(1);
        allocate(800_000);
        assertThat(interpreter.planned()).isZero();
        assertThat(listener.planned()).isEqualTo(1);
    }

    @Test
    void neverMoreThanThereIsAndTheLegibleFirst() {
        Property.check(7, 300, this::anyRoom);
    }

    private void anyRoom(RandomGenerator random) {
        tracks.clear();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            OutboundTrack track = picture(2 + random.nextInt(2), 1 + random.nextInt(OutboundTrack.MOST_IMPORTANT));
            track.legible(random.nextInt(3) == 0);
        }
        for (int step = 0; step < 20; step++) {
            long bps = random.nextLong(30_000, 6_000_000);
            now += random.nextLong(10_000_000_000L);
            allocator.allocate(tracks, bps, 0, true, now);
            assertThat(taken()).as("for a moment").isLessThanOrEqualTo(bps * 0.95 / 0.65);
            now += 2_000_000_000L;
            allocator.allocate(tracks, bps, 0, true, now);
            assertThat(taken()).isLessThanOrEqualTo(bps * 0.95 / 0.9);
            boolean starved = tracks.stream().anyMatch(each -> each.legible() && each.planned() < 1);
            boolean othersRaised = tracks.stream().anyMatch(each -> !each.legible() && each.planned() > 0);
            assertThat(starved && othersRaised).isFalse();
        }
    }

    private double taken() {
        long[] costs = {0, 150_000, 500_000, 1_500_000};
        return tracks.stream().mapToDouble(each -> costs[each.planned() + 1]).sum();
    }
}
