// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.AudioReceiver;
import io.apotheca.media.testing.AudioReceiver.Heard;
import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualCall.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sound over a link that loses one datagram in ten on its way to the listener. */
class LossySoundTest {
    private static final Network GOOD = new Network(0, Simulation.millis(20), Simulation.millis(5));

    private static AudioReceiver sound(Member listener) {
        return listener.peer().audio(0);
    }

    private static List<Heard> since(Member listener, long nanos) {
        return sound(listener).heard().stream()
                .filter(each -> each.atNanos() >= nanos)
                .toList();
    }

    /** The share of frames of this span that never came, neither by themselves nor repeated. */
    private static double lost(Member listener, long fromNanos) {
        List<Heard> packets = since(listener, fromNanos);
        int first = packets.getFirst().stamp().frame();
        int last = packets.getLast().stamp().frame();
        long came = sound(listener).frames().stream()
                .filter(frame -> frame >= first && frame <= last)
                .count();
        return 1 - came / (double) (last - first + 1);
    }

    private static void helpsALossyListener(VirtualCall call, double withinSeconds) {
        call.join("speaker");
        Member listener = call.join("listener");
        call.run(10);
        assertThat(sound(listener).heard()).allMatch(each -> each.repeated() == 0);
        listener.down().loss(0.10);
        call.run(withinSeconds);
        long from = call.sim().now();
        call.run(30);
        assertThat(since(listener, from)).allMatch(each -> each.repeated() > 0);
        assertThat(lost(listener, from)).isLessThan(0.02);
        assertThat(since(listener, from).size() / (30 * 50.0))
                .as("the loss is real")
                .isLessThan(0.94);
        listener.down().loss(0);
        call.run(30);
        from = call.sim().now();
        call.run(5);
        assertThat(since(listener, from)).hasSizeGreaterThan(240).allMatch(each -> each.repeated() == 0);
    }

    @Test
    void aListenerThatTellsArrivalsIsHelped() {
        helpsALossyListener(new VirtualCall(5, GOOD).estimating(), 4);
    }

    @Test
    void aListenerThatOnlyReportsIsHelpedToo() {
        helpsALossyListener(new VirtualCall(6, GOOD), 6);
    }

    @Test
    void theOthersAreSentNoMoreThanBefore() {
        VirtualCall call = new VirtualCall(7, GOOD).estimating();
        call.join("speaker");
        Member lossy = call.join("lossy");
        Member other = call.join("other");
        lossy.down().loss(0.10);
        call.run(20);
        assertThat(sound(lossy).heard().getLast().repeated()).isPositive();
        assertThat(sound(other).heard()).allMatch(each -> each.repeated() == 0);
    }

    @Test
    void whatThePublisherLosesIsNotRepeatedToAnybody() {
        for (boolean estimating : List.of(true, false)) {
            VirtualCall call = estimating ? new VirtualCall(8, GOOD).estimating() : new VirtualCall(8, GOOD);
            Member speaker = call.join("speaker");
            Member listener = call.join("listener");
            speaker.up().loss(0.10);
            call.run(30);
            assertThat(sound(listener).heard()).allMatch(each -> each.repeated() == 0);
        }
    }

    @Test
    void silenceIsSparseAndNothingIsRepeatedAcrossIt() {
        VirtualCall call = new VirtualCall(11, GOOD).estimating();
        Member speaker = call.join("speaker");
        Member listener = call.join("listener");
        listener.down().loss(0.10);
        call.run(10);
        speaker.peer().microphone().silent(true);
        call.run(1);
        long from = call.sim().now();
        call.run(20);
        List<Heard> silence = since(listener, from);
        assertThat(silence).hasSizeBetween(35, 50).allMatch(each -> each.repeated() == 0);
        speaker.peer().microphone().silent(false);
        call.run(1);
        from = call.sim().now();
        call.run(10);
        assertThat(lost(listener, from)).isLessThan(0.02);
        for (Heard each :
                sound(listener).heard().subList(100, sound(listener).heard().size())) {
            long off = sound(listener).captureNanos(each, call.clock())
                    - each.stamp().captureNanos();
            assertThat(off).as("by as much as reports take").isBetween(Simulation.millis(19), Simulation.millis(26));
        }
    }

    @Test
    void aFullPathIsNotMadeFuller() {
        VirtualCall call = new VirtualCall(9, GOOD).estimating();
        call.join("speaker");
        Member listener = call.join("listener");
        call.run(5);
        // Barely the sound of one, and a queue so short that it drops what pictures there still are.
        listener.down().narrow(75_000, Simulation.millis(60));
        call.run(5);
        long from = call.sim().now();
        call.run(40);
        long repeated = since(listener, from).stream()
                .filter(each -> each.repeated() > 0)
                .count();
        assertThat(repeated).isLessThan(20);
        assertThat(lost(listener, from)).isLessThan(0.02);
    }

    @Test
    void aNarrowLossyPathIsHelpedAsFarAsItCarries() {
        VirtualCall call = new VirtualCall(10, GOOD).estimating();
        call.join("speaker");
        Member listener = call.join("listener");
        call.run(5);
        listener.down().narrow(200_000, Simulation.millis(300));
        listener.down().loss(0.10);
        call.run(10);
        long from = call.sim().now();
        call.run(30);
        assertThat(lost(listener, from)).isLessThan(0.03);
    }
}
