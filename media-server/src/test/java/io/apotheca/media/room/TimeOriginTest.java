// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.VideoReceiver;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualCall.Network;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** System.nanoTime counts from anywhere, below zero too: a call is the same wherever it begins. */
class TimeOriginTest {
    private static final double SECONDS = 8;
    private static final Network BAD = new Network(0.1, Simulation.millis(30), Simulation.millis(10));

    private record Shown(long afterNanos, long firstSequence, int pictureId) {}

    private static List<Shown> shown(long startNanos) {
        VirtualCall call = new VirtualCall(9, BAD, startNanos);
        Member alice = call.join("alice");
        Member bob = call.join("bob");
        call.run(SECONDS);
        VideoReceiver seen = bob.peer().video(0);
        for (int i = 0; i < 250; i++) {
            bob.peer().askAgain(seen, (int) seen.frames().getLast().firstSequence() & 0xFFFF);
        }
        call.run(2);
        int before = seen.repaired();
        bob.peer().askAgain(seen, (int) seen.frames().getLast().firstSequence() & 0xFFFF);
        bob.peer().askAgain(seen, (int) seen.frames().getLast().firstSequence() & 0xFFFF);
        call.run(1);
        assertThat(seen.repaired()).isGreaterThan(before);
        assertThat(seen.hasReport()).isTrue();
        assertThat(alice.peer().transportWideReported()).isPositive();
        assertThat(call.events().speakers()).isNotEmpty();
        return seen.frames().stream()
                .map(each -> new Shown(each.atNanos() - startNanos, each.firstSequence(), each.pictureId()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1000, -5, 1e9})
    void aCallIsTheSameWheneverItBegins(double startSeconds) {
        assertThat(shown(Simulation.seconds(startSeconds)))
                .hasSizeGreaterThan(200)
                .isEqualTo(shown(0));
    }
}
