// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.bwe.Limit;
import io.apotheca.media.bwe.SentKind;
import io.apotheca.media.testing.Simulation;
import io.apotheca.media.time.Deadline;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MediaSenderTest {
    private static final int RING = 512;

    private final SenderLine line = new SenderLine();

    @Test
    void numbersFollowOneAnotherInTheOrderOfLeaving() {
        line.fills = false;
        line.send(SentKind.VIDEO, 20);
        line.send(SentKind.AUDIO, 3);
        line.run(2);
        assertThat(line.arrived).hasSize(23);
        assertThat(line.arrived.stream().map(SenderLine.Arrived::number))
                .containsExactlyElementsOf(IntStream.range(0, 23).boxed().toList());
    }

    @Test
    void numbersWrap() {
        for (int i = 0; i < 70_000; i++) {
            line.send(SentKind.AUDIO, 1);
        }
        line.run(1);
        List<SenderLine.Arrived> sound = line.arrived(SentKind.AUDIO);
        assertThat(sound.get(65_535).number()).isEqualTo(65_535);
        assertThat(sound.get(65_536).number()).isZero();
    }

    @Test
    void soundPassesPicturesThatWait() {
        line.fills = false;
        line.send(SentKind.VIDEO, 30);
        line.send(SentKind.AUDIO, 1);
        line.run(2);
        int place = line.arrived.indexOf(line.arrived(SentKind.AUDIO).getFirst());
        assertThat(place).as("behind what had left already").isLessThan(8);
        assertThat(line.arrived.get(place).atNanos()).isEqualTo(Simulation.seconds(1) + Simulation.millis(20));
        assertThat(line.arrived(SentKind.VIDEO)).hasSize(30);
        assertThat(line.arrived(SentKind.VIDEO).stream().map(SenderLine.Arrived::order))
                .as("pictures keep their order, repairs among them")
                .isSorted();
    }

    @Test
    void repairsTakeTheirTurnBehindPictures() {
        line.fills = false;
        line.send(SentKind.VIDEO, 10);
        line.send(SentKind.REPAIR, 2);
        line.send(SentKind.VIDEO, 10);
        line.run(2);
        assertThat(line.arrived.stream().map(SenderLine.Arrived::order)).isSorted();
    }

    /** What waits raises the rate, but not beyond two and a half times the target. */
    @Test
    void picturesLeaveAtThePacersRate() {
        line.fills = false;
        line.send(SentKind.AUDIO, 1);
        line.call(3, 200_000);
        line.arrived.clear();
        double target = line.sender.estimator().targetBps();
        line.send(SentKind.VIDEO, 400);
        line.run(0.5);
        int bytes = line.arrived.size() * (SenderLine.VIDEO_BYTES + 28);
        assertThat(bytes * 8 / 0.5).isBetween(1.2 * target, 2.7 * target);
    }

    @Test
    void whatIsNotNumberedGoesAtOnceAndIsNotEstimated() {
        for (int i = 0; i < 100; i++) {
            line.sendUnnumbered();
        }
        line.run(1);
        assertThat(line.arrived).hasSize(100).allMatch(each -> each.number() == 0xFFFF);
        assertThat(line.sender.nextDeadlineNanos()).isEqualTo(Deadline.NEVER);
    }

    @Test
    void aFullRingTakesNoMoreAndCountsIt() {
        line.fills = false;
        line.send(SentKind.VIDEO, RING + 100);
        long refused = line.drops.of(DropReason.PACER_FULL);
        assertThat(line.outbox.kept()).isEqualTo(RING);
        assertThat(refused).isBetween(80L, 100L);
        line.run(0.5);
        assertThat(line.outbox.kept()).isLessThan(RING);
        line.send(SentKind.VIDEO, 1);
        assertThat(line.drops.of(DropReason.PACER_FULL))
                .as("there is room again")
                .isEqualTo(refused);
    }

    @Test
    void closingGivesTheBuffersBack() {
        line.send(SentKind.VIDEO, 100);
        assertThat(line.outbox.kept()).isPositive();
        line.sender.close();
        assertThat(line.outbox.kept()).isZero();
        line.sender.close();
        assertThat(line.outbox.kept()).isZero();
    }

    /** An outbox writes in between where a turn sends more than it holds. */
    @Test
    void oneTurnMaySendMoreThanFitsTheOutbox() {
        line.send(SentKind.AUDIO, 1_000);
        line.run(1);
        assertThat(line.arrived(SentKind.AUDIO)).hasSize(1_000);
        assertThat(line.arrived.stream().map(SenderLine.Arrived::number)).isSorted();
    }

    @Test
    void feedbackMakesTheTargetGrowToWhatTheLineCarries() {
        line.down.narrow(1_000_000, Simulation.millis(300));
        line.call(20, 3_000_000);
        // A tenth of the target is left unused here.
        assertThat(line.sender.estimator().targetBps()).isBetween(900_000L, 1_250_000L);
        line.arrived.clear();
        line.call(10, 3_000_000);
        assertThat(line.arrived.size() * SenderLine.VIDEO_BYTES * 8 / 10.0).isGreaterThan(900_000);
        assertThat(line.down.overflowed()).isZero();
    }

    @Test
    void trainsAreFilledWhileTheApplicationSendsLittle() {
        line.call(2, 50_000);
        assertThat(line.fillers).isPositive();
        assertThat(line.sender.estimator().targetBps()).as("found by trains").isGreaterThan(900_000);
    }

    @Test
    void withoutAStreamToFillNothingSpins() {
        line.fills = false;
        line.call(2, 50_000);
        assertThat(line.fillers).isZero();
        assertThat(line.arrived(SentKind.PADDING)).isEmpty();
    }

    @Test
    void noFillerPassesPicturesThatWait() {
        line.send(SentKind.VIDEO, 40);
        line.run(3);
        int lastVideo = line.arrived.lastIndexOf(line.arrived(SentKind.VIDEO).getLast());
        assertThat(line.arrived.subList(0, lastVideo)).noneMatch(each -> each.kind() == SentKind.PADDING);
    }

    @Test
    void theDeadlineIsNeverInThePastOnceItWasMet() {
        line.send(SentKind.VIDEO, 60);
        for (int i = 0; i < 500; i++) {
            line.run(0.003);
            line.sender.onDeadline(line.sim.now());
            line.outbox.flush();
            assertThat(line.sender.nextDeadlineNanos()).isGreaterThan(line.sim.now());
        }
    }

    /** The loop looks the deadline up in its own turn only, and this packet comes in somebody else's. */
    @Test
    void theFirstPacketThatWaitsMovesTheDeadline() {
        line.fills = false;
        line.call(3, 100_000);
        line.run(1);
        line.send(SentKind.VIDEO, 1);
        line.moves = 0;
        line.send(SentKind.VIDEO, 2);
        assertThat(line.outbox.kept()).isEqualTo(2);
        assertThat(line.moves).isEqualTo(1);
    }

    @Test
    void whatIsWrittenMovesTheDeadline() {
        line.call(3, 100_000);
        line.run(5);
        line.moves = 0;
        line.send(SentKind.AUDIO, 1);
        assertThat(line.moves).as("silence is waited for").isEqualTo(1);
    }

    @Test
    void anIdleSenderWantsNoDeadline() {
        assertThat(line.sender.nextDeadlineNanos()).isEqualTo(Deadline.NEVER);
        line.call(3, 100_000);
        line.run(5);
        assertThat(line.sender.nextDeadlineNanos())
                .as("all is reported, nothing waits")
                .isEqualTo(Deadline.NEVER);
    }

    /** Nobody reports any more: the target falls, and what is shown goes by it, although no feedback asks. */
    @Test
    void theTargetIsSharedAnewWhileTheReceiverIsSilent() {
        line.call(5, 1_000_000);
        assertThat(line.sender.share(List.of(), line.sim.now()))
                .as("brought up to date")
                .isTrue();
        line.up.loss(1);
        line.call(1, 1_000_000);
        assertThat(line.sender.estimator().limit()).isEqualTo(Limit.SILENCE);
        assertThat(line.sender.shareWanted()).isTrue();
        assertThat(line.sender.share(List.of(), line.sim.now())).isTrue();
        assertThat(line.sender.shareWanted()).isFalse();
    }

    /** A picture of long ago helps nobody: it would only stand before the one that does. */
    @Test
    void whatWaitedForTooLongIsDropped() {
        line.fills = false;
        line.send(SentKind.VIDEO, 100);
        line.sim.runUntil(line.sim.now());
        int left = line.outbox.kept();
        line.sender.onDeadline(line.sim.now() + Simulation.seconds(10));
        assertThat(line.outbox.kept()).isZero();
        assertThat(line.drops.of(DropReason.PACER_FULL)).isEqualTo(left);
    }

    @Test
    void whileThereIsNoPathPacketsAreNotCountedAsSent() {
        line.fills = false;
        line.open = false;
        line.send(SentKind.AUDIO, 10);
        line.open = true;
        line.send(SentKind.AUDIO, 10);
        line.run(1);
        assertThat(line.arrived.stream().map(SenderLine.Arrived::number)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
}
