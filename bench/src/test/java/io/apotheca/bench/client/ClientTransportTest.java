// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Simulation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two transports that talk to each other in virtual time. */
class ClientTransportTest {
    private static final SentStream VOICE = new SentStream(MediaKind.AUDIO, "0", "", 11, 0, 111, 0, 32_000);
    private static final SentStream PICTURE = new SentStream(MediaKind.VIDEO, "1", "", 21, 22, 96, 97, 1_200_000);

    private static List<ReceivedStream> both() {
        return List.of(new ReceivedStream(MediaKind.AUDIO, 11, 0), new ReceivedStream(MediaKind.VIDEO, 21, 22));
    }

    private static TransportPair pair(double loss) {
        TransportPair pair = new TransportPair(1, loss, Simulation.millis(10));
        pair.left().send(List.of(VOICE, PICTURE), 0);
        pair.right().receive(both());
        return pair;
    }

    @Test
    void mediaFlowsWithItsTimes() {
        TransportPair pair = pair(0);
        pair.run(10);
        Tally sent = pair.leftTally();
        Tally received = pair.rightTally();
        assertThat(sent.mediaSent).isBetween(9 * (50L + 30 * 5), 10 * (50L + 30 * 5) + 30);
        assertThat(received.mediaReceived).isBetween(sent.mediaSent - 20, sent.mediaSent);
        assertThat(received.lost).isZero();
        assertThat(received.refused + sent.refused).isZero();
        assertThat(received.latency.count()).isEqualTo(received.mediaReceived);
        assertThat(received.latency.quantileNanos(0.5)).isBetween(9.8e6, 10.2e6);
        assertThat(sent.keyframesWanted).as("the first frame is one").isZero();
        assertThat(pair.right().receiving()).isTrue();
    }

    @Test
    void whatIsLostIsAskedForAndComesAgain() {
        TransportPair pair = pair(0.05);
        pair.run(20);
        Tally received = pair.rightTally();
        assertThat(received.nacksSent).isPositive();
        assertThat(received.repaired).isGreaterThan(100);
        assertThat(pair.leftTally().nacksReceived).isPositive();
        // Sound is not repaired: about 5 % of 1,000.
        assertThat(received.lost).isBetween(20L, 100L);
        assertThat(received.latency.maxNanos()).as("repaired ones are later").isGreaterThan(Simulation.millis(25));
    }

    @Test
    void whoComesLateAsksForAPictureToBeginWith() {
        TransportPair pair = pair(0);
        pair.right().receive(List.of());
        pair.run(5);
        assertThat(pair.rightTally().mediaReceived).isZero();
        pair.right().receive(both());
        pair.run(5);
        assertThat(pair.leftTally().keyframesWanted).isEqualTo(1);
        assertThat(pair.rightTally().mediaReceived).isPositive();
    }

    @Test
    void whatIsNotSentAnyMoreStops() {
        TransportPair pair = pair(0);
        pair.run(2);
        pair.left().send(List.of(VOICE), pair.now());
        pair.run(1);
        long before = pair.leftTally().mediaSent;
        pair.run(2);
        assertThat(pair.leftTally().mediaSent - before).isBetween(99L, 101L);
    }

    @Test
    void reportsComeBothWays() {
        TransportPair pair = pair(0);
        pair.run(5);
        // Checks and reports alone: the right side sends no media.
        assertThat(pair.rightTally().mediaSent).isZero();
        assertThat(pair.leftTally().datagramsReceived).isGreaterThan(5 + 4 * 20);
    }
}
