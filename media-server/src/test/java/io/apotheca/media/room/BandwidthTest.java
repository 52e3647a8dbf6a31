// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.AudioReceiver;
import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.VideoReceiver;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualCall.Network;
import io.apotheca.media.testing.VirtualPeer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver is shown goes by what its path carries: one publisher in three streams of 0.2, 0.35 and 0.5 Mb/s. */
class BandwidthTest {
    private static final long QUEUE_NANOS = Simulation.millis(300);

    final VirtualCall call = new VirtualCall(11, new VirtualCall.Network(0, Simulation.millis(25), 0));

    @BeforeEach
    void begin() {
        negotiate(call).join("publisher", 3);
    }

    /** What receivers and we report arrivals by. */
    VirtualCall negotiate(VirtualCall call) {
        return call.estimating();
    }

    private static VideoReceiver picture(Member viewer) {
        return viewer.peer().video(0);
    }

    private static int layer(Member viewer) {
        return picture(viewer).frames().getLast().stamp().publisher() / VirtualPeer.LAYER_STAMPS;
    }

    /** How long the picture stood still for more than 300 ms in the last so many seconds. */
    private long frozenNanos(Member viewer, double seconds) {
        long now = call.sim().now();
        return picture(viewer).frozenNanos(now - Simulation.seconds(seconds), now, Simulation.millis(300));
    }

    private long layerChanges(Member viewer, double seconds) {
        long since = call.sim().now() - Simulation.seconds(seconds);
        List<Integer> layers = picture(viewer).frames().stream()
                .filter(frame -> frame.atNanos() > since)
                .map(frame -> frame.stamp().publisher() / VirtualPeer.LAYER_STAMPS)
                .toList();
        long changes = 0;
        for (int i = 1; i < layers.size(); i++) {
            changes += layers.get(i).equals(layers.get(i - 1)) ? 0 : 1;
        }
        return changes;
    }

    @Test
    void aWideLinkCarriesTheBestPictureSoon() {
        Member viewer = call.join("viewer");
        call.run(3);
        assertThat(layer(viewer)).isEqualTo(2);
        call.run(60);
        assertThat(picture(viewer).skips()).isZero();
        assertThat(layerChanges(viewer, 60)).isZero();
        assertThat(frozenNanos(viewer, 60)).isZero();
    }

    @Test
    void aNarrowLinkCarriesALowerPictureWithoutAFreeze() {
        Member viewer = call.join("viewer");
        call.run(10);
        viewer.down().narrow(400_000, QUEUE_NANOS);
        call.run(60);
        assertThat(layer(viewer)).isLessThan(2);
        assertThat(frozenNanos(viewer, 55)).isZero();
        assertThat(layerChanges(viewer, 55)).isLessThanOrEqualTo(2);
    }

    /** What is sent until the lower picture's key frame comes must not fill the queue, with temporal layers and without. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLinkThatBecomesNarrowShowsTheLowerPictureWithoutStandingStill(boolean temporalLayers) {
        for (int seed = 1; seed <= 8; seed++) {
            VirtualCall narrowing = negotiate(new VirtualCall(seed, new Network(0, Simulation.millis(25), 0)));
            (temporalLayers ? narrowing : narrowing.withoutTemporalLayers()).join("publisher", 3);
            Member viewer = narrowing.join("viewer");
            viewer.down().narrow(4_000_000, QUEUE_NANOS);
            narrowing.run(12);
            assertThat(layer(viewer)).isEqualTo(2);
            viewer.down().narrow(330_000, QUEUE_NANOS);
            long from = narrowing.sim().now();
            narrowing.run(4);
            assertThat(layer(viewer)).as("seed %d", seed).isLessThan(2);
            assertThat(picture(viewer).frozenNanos(from, narrowing.sim().now(), Simulation.millis(300)))
                    .as("seed %d, ns", seed)
                    .isZero();
        }
    }

    @Test
    void aVeryNarrowLinkCarriesSoundAloneAndThePictureComesBack() {
        Member viewer = call.join("viewer");
        call.run(10);
        viewer.down().narrow(80_000, QUEUE_NANOS);
        call.run(5);
        AudioReceiver audio = viewer.peer().audio(0);
        int frames = picture(viewer).frames().size();
        int heard = audio.heard().size();
        call.run(20);
        assertThat(call.events().qualities("viewer").getLast().paused()).containsExactly("video0");
        assertThat(picture(viewer).frames().size() - frames).as("pictures").isLessThan(60);
        assertThat(audio.heard().size() - heard).as("20 s of sound").isGreaterThan(980);
        viewer.down().narrow(3_000_000, QUEUE_NANOS);
        int seen = picture(viewer).frames().size();
        call.run(5);
        assertThat(call.events().qualities("viewer").getLast().paused()).isEmpty();
        assertThat(picture(viewer).frames()).as("back within 5 s").hasSizeGreaterThan(seen);
    }

    /** Nothing tells us so but that nothing is told. */
    @Test
    void aReceiverThatFallsSilentIsSentLess() {
        Member viewer = call.join("viewer");
        call.run(10);
        viewer.up().loss(1);
        call.run(4);
        assertThat(call.events().qualities("viewer").getLast().paused()).containsExactly("video0");
        viewer.up().loss(0);
        call.run(3);
        assertThat(call.events().qualities("viewer").getLast().paused()).isEmpty();
    }

    @Test
    void eachViewerGetsWhatFits() {
        Member wide = call.join("wide");
        Member middle = call.join("middle");
        Member narrow = call.join("narrow");
        wide.down().narrow(3_000_000, QUEUE_NANOS);
        middle.down().narrow(800_000, QUEUE_NANOS);
        narrow.down().narrow(220_000, QUEUE_NANOS);
        call.run(5);
        int heard = narrow.peer().audio(0).heard().size();
        call.run(40);
        assertThat(narrow.peer().audio(0).heard().size() - heard)
                .as("40 s of sound")
                .isGreaterThan(1_960);
        assertThat(layer(wide)).isEqualTo(2);
        assertThat(frozenNanos(wide, 30)).isZero();
        assertThat(frozenNanos(middle, 30)).isZero();
    }
}
