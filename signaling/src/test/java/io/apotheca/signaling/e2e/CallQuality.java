// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.e2e.Probe.Inbound;
import java.time.Duration;
import java.util.List;

/** How one remote person came across on a page during a span: the difference of two readings of the statistics. */
public record CallQuality(
        double framesPerSecond, double stillShare, double audioEnergy, double concealedShare, Inbound video) {

    /** A reading to measure from. */
    public record Start(Probe probe, Inbound video, Inbound audio, long atNanos) {}

    public static Start start(Probe probe) {
        return new Start(probe, liveliest(probe.videos()), liveliest(probe.audios()), System.nanoTime());
    }

    public static CallQuality since(Start start) {
        double seconds = (System.nanoTime() - start.atNanos()) / 1e9;
        Inbound video = same(start.probe().videos(), start.video());
        Inbound audio = same(start.probe().audios(), start.audio());
        return new CallQuality(
                (video.framesDecoded() - start.video().framesDecoded()) / seconds,
                (video.freezeSeconds() - start.video().freezeSeconds()) / seconds,
                audio.audioEnergy() - start.audio().audioEnergy(),
                concealedShare(start.audio(), audio),
                video);
    }

    /** The part of a sound that was made up between two readings, silence aside. */
    public static double concealedShare(Inbound before, Inbound after) {
        double concealed =
                after.concealed() - after.silentConcealed() - (before.concealed() - before.silentConcealed());
        return concealed / Math.max(1, after.samples() - before.samples());
    }

    /** The row of most packets. */
    public static Inbound liveliest(List<Inbound> rows) {
        return rows.stream()
                .max((one, other) -> Long.compare(one.packets(), other.packets()))
                .orElseThrow(() -> new AssertionError("nothing arrives"));
    }

    private static Inbound same(List<Inbound> rows, Inbound before) {
        return rows.stream()
                .filter(row -> row.mid().equals(before.mid()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the stream is gone"));
    }

    /** Waits for a second of pictures as the camera takes them, as they come once the sender has learnt what the link carries. */
    public static void awaitFlow(Probe probe) {
        Await.until("pictures that flow", Duration.ofSeconds(25), () -> {
            var before = start(probe);
            Await.pass(Duration.ofSeconds(1));
            return since(before).framesPerSecond() > 15;
        });
    }

    /** Waits until the picture has reached this size, as it does once the sender has learnt what the link carries. */
    public static void awaitSize(Probe probe, int width, int height) {
        Await.until(
                "a picture of " + width + "x" + height,
                Duration.ofSeconds(25),
                () -> probe.videos().stream().anyMatch(video -> video.width() >= width && video.height() >= height));
    }

    public void isGood() {
        assertThat(framesPerSecond).as("frames a second").isGreaterThanOrEqualTo(15);
        assertThat(video.width()).isGreaterThanOrEqualTo(640);
        assertThat(video.height()).isGreaterThanOrEqualTo(360);
        assertThat(audioEnergy).as("sound's energy").isPositive();
    }
}
