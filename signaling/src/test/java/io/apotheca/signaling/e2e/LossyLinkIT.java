// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * One datagram in twenty is lost, each way, in the product's own lossy port. Video is repaired. Sound is not asked for again,
 * but what is lost on the way down comes once more in later packets (RED). So a receiver makes up what the way up has lost,
 * half of what both ways lose; the tests' tone leaves the encoder's own redundancy (FEC) nothing to do, which is for speech.
 */
class LossyLinkIT {
    private static final double LOST_ONE_WAY = 0.05;
    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Test
    void theCallGoesOn() {
        try (var demo = DemoServer.start("media.debug { loss = 0.05, seed = 7 }\n");
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, demo);
            Probe there = new Probe(pharmacist);
            Probe here = new Probe(patient);
            CallQuality.awaitSize(there, 480, 270);
            CallQuality.awaitSize(here, 480, 270);
            var thereBefore = CallQuality.start(there);
            var hereBefore = CallQuality.start(here);
            Await.pass(MINUTE);
            goesOn(CallQuality.since(thereBefore), there);
            goesOn(CallQuality.since(hereBefore), here);
            assertThat(there.faces()).containsExactly("PATIENT");
            assertThat(here.faces()).containsExactly("PHARMACIST");
        }
    }

    private static void goesOn(CallQuality quality, Probe probe) {
        assertThat(quality.stillShare()).as("video stands still").isLessThan(0.02);
        assertThat(quality.framesPerSecond()).isGreaterThan(12);
        assertThat(quality.audioEnergy()).isPositive();
        assertThat(probe.audios())
                .as("the loss is real")
                .anyMatch(row -> row.lost() > 0.08 * (row.packets() + row.lost()));
        assertThat(quality.concealedShare()).as("sound made up").isLessThan(LOST_ONE_WAY + 0.02);
    }
}
