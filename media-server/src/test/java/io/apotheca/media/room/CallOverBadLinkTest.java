// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.testing.AudioReceiver;
import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.VideoReceiver;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualCall.Network;
import io.apotheca.media.testing.VirtualLink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two people for half a minute over links that lose 5 % each way, with 30 ms of delay and 10 ms of jitter. */
class CallOverBadLinkTest {
    private static final double LOSS = 0.05;
    private static final Network BAD = new Network(LOSS, Simulation.millis(30), Simulation.millis(10));
    private static final double SECONDS = 30;
    private static final long STALL_NANOS = Simulation.millis(200);

    private static final VirtualCall CALL = new VirtualCall(1, BAD);
    private static final Member ALICE = CALL.join("alice");
    private static final Member BOB = CALL.join("bob");
    private static final List<Long> SENT_TO_ALICE = new ArrayList<>();

    @BeforeAll
    static void run() {
        for (int third = 0; third < 3; third++) {
            CALL.run(SECONDS / 3);
            SENT_TO_ALICE.add(ALICE.down().sent());
        }
    }

    @Test
    void everyFrameIsShownInTheEnd() {
        for (VideoReceiver seen : List.of(BOB.peer().video(0), ALICE.peer().video(0))) {
            List<VideoReceiver.Frame> frames = seen.frames();
            assertThat(seen.skips()).isZero();
            assertThat(seen.repaired()).isGreaterThan(50);
            assertThat(frames).hasSizeGreaterThan((int) (SECONDS * 29));
            for (int i = 1; i < frames.size(); i++) {
                assertThat(frames.get(i).stamp().frame())
                        .isEqualTo(frames.get(i - 1).stamp().frame() + 1);
                assertThat(frames.get(i).pictureId())
                        .isEqualTo(frames.get(i - 1).pictureId() + 1 & 0x7FFF);
            }
            long from = frames.getFirst().atNanos();
            assertThat(seen.frozenNanos(from, CALL.sim().now(), STALL_NANOS))
                    .isLessThan((long) (Simulation.seconds(SECONDS) * 0.02));
        }
    }

    @Test
    void soundLosesWhatTheLinksLose() {
        for (AudioReceiver heard : List.of(BOB.peer().audio(0), ALICE.peer().audio(0))) {
            long first = heard.heard().getFirst().sequence();
            long last = heard.heard().stream()
                    .mapToLong(AudioReceiver.Heard::sequence)
                    .max()
                    .orElseThrow();
            double lost = 1 - heard.heard().size() / (double) (last - first + 1);
            assertThat(lost).isCloseTo(1 - (1 - LOSS) * (1 - LOSS), within(0.03));
            assertThat(heard.heard().stream().mapToInt(each -> each.stamp().frame()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void whatIsSentDoesNotGrowWithTime() {
        double second = SENT_TO_ALICE.get(1) - SENT_TO_ALICE.get(0);
        double third = SENT_TO_ALICE.get(2) - SENT_TO_ALICE.get(1);
        assertThat(third / second).isBetween(0.9, 1.1);
    }

    @Test
    void nothingIsLeftToRepairOnceTheLinksAreGood() {
        VirtualCall call = new VirtualCall(3, BAD);
        Member alice = call.join("alice");
        Member bob = call.join("bob");
        call.run(5);
        for (VirtualLink link : List.of(alice.up(), alice.down(), bob.up(), bob.down())) {
            link.loss(0);
            link.delay(Simulation.millis(30), 0);
        }
        call.run(2);
        int repaired = repaired(alice, bob);
        int asked = alice.peer().camera().keyframeRequests();
        assertThat(repaired).isPositive();
        call.run(5);
        assertThat(alice.peer().video(0).missing()).isZero();
        assertThat(bob.peer().video(0).missing()).isZero();
        assertThat(repaired(alice, bob)).isEqualTo(repaired);
        assertThat(alice.peer().camera().keyframeRequests()).isEqualTo(asked);
    }

    private static int repaired(Member one, Member other) {
        return one.peer().video(0).repaired() + other.peer().video(0).repaired();
    }

    @Test
    void nothingIsDroppedThatSomebodyShouldHaveHad() {
        for (DropReason reason : DropReason.values()) {
            boolean harmless = switch (reason) {
                case BEFORE_SWITCH, NO_KEYS, DUPLICATE, NOT_CACHED, TOO_LATE, DTLS_NOT_VALIDATED -> true;
                default -> false;
            };
            assertThat(harmless ? 0 : CALL.drops().of(reason))
                    .as(reason.toString())
                    .isZero();
        }
        assertThat(ALICE.peer().refused()).isZero();
        assertThat(BOB.peer().refused()).isZero();
    }

    @Test
    void thePublisherLearnsWhatArrived() {
        double reported =
                ALICE.peer().transportWideReported() / (double) ALICE.peer().transportWideSent();
        // Both the packets and the feedback cross a bad link.
        assertThat(reported).isBetween((1 - LOSS) * (1 - LOSS) - 0.04, 1 - LOSS + 0.01);
        assertThat(ALICE.peer().reportedToUs())
                .filteredOn(block ->
                        block.ssrc() == ALICE.peer().microphone().stream().ssrc())
                .last()
                .satisfies(block ->
                        assertThat(block.cumulativeLost() / (SECONDS * 50)).isCloseTo(LOSS, within(0.02)));
    }

    @Test
    void theSameSeedGivesTheSameCall() {
        VirtualCall again = new VirtualCall(1, BAD);
        again.join("alice");
        Member other = again.join("bob");
        again.run(SECONDS);
        VirtualCall different = new VirtualCall(2, BAD);
        different.join("alice");
        Member stranger = different.join("bob");
        different.run(SECONDS);
        assertThat(other.peer().video(0).frames())
                .isEqualTo(BOB.peer().video(0).frames())
                .isNotEqualTo(stranger.peer().video(0).frames());
        assertThat(other.peer().audio(0).heard()).isEqualTo(BOB.peer().audio(0).heard());
    }
}
