// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.VideoReceiver;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualPeer;
import org.junit.jupiter.api.Test;

/** A narrow receiver watches a speaker and somebody who interprets, each in three streams of 0.2, 0.35 and 0.5 Mb/s. */
class InterpreterTest {
    private final VirtualCall call =
            new VirtualCall(21, new VirtualCall.Network(0, Simulation.millis(25), 0)).estimating();
    private final Member speaker = call.join("speaker", 3);
    private final Member interpreter = call.join("interpreter", 3, Importance.READ);
    private final Member viewer = call.join("viewer");

    private static int layer(VideoReceiver picture) {
        return picture.frames().getLast().stamp().publisher() / VirtualPeer.LAYER_STAMPS;
    }

    /** The viewer's slots show people in the order of their joining. */
    private VideoReceiver shown(Member publisher) {
        return viewer.peer().video(publisher.equals(speaker) ? 0 : 1);
    }

    private double framesASecond(Member publisher, double seconds) {
        int before = shown(publisher).frames().size();
        call.run(seconds);
        return (shown(publisher).frames().size() - before) / seconds;
    }

    @Test
    void isShownBetterThanTheSpeakerWhereNotBothFit() {
        viewer.down().narrow(800_000, Simulation.millis(300));
        call.run(40);
        assertThat(layer(shown(interpreter))).isGreaterThanOrEqualTo(1);
        assertThat(layer(shown(speaker))).isZero();
        assertThat(framesASecond(interpreter, 20)).as("legible").isGreaterThan(25);
    }

    @Test
    void pausesLast() {
        viewer.down().narrow(3_000_000, Simulation.millis(300));
        call.run(10);
        viewer.down().narrow(380_000, Simulation.millis(300));
        call.run(20);
        assertThat(call.events().qualities("viewer").getLast().paused()).containsExactly("video0");
        assertThat(framesASecond(interpreter, 10)).isGreaterThan(25);
        assertThat(framesASecond(speaker, 10)).as("tried again now and then").isLessThan(10);
    }

    @Test
    void staysImportantThroughAReload() {
        call.run(5);
        Member again = call.join("interpreter", 3, Importance.READ);
        viewer.down().narrow(800_000, Simulation.millis(300));
        call.run(40);
        assertThat(again.peer().connected()).isTrue();
        assertThat(layer(shown(interpreter))).isGreaterThanOrEqualTo(1);
        assertThat(layer(shown(speaker))).isZero();
    }
}
