// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** WebRTC stacks that are no browsers take part as patients, by the protocol as written. */
class ForeignClientsIT {
    private static final Duration TALKING = Duration.ofSeconds(5);

    @Test
    void libwebrtcTakesPart() {
        takesPart(LibwebrtcPeer::new);
    }

    @Test
    void aiortcTakesPart() {
        takesPart(AiortcPeer::new);
    }

    private static void takesPart(Function<Person, ForeignPeer> stack) {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                var patient = SignalingClient.checkIn(demo.patient(), Person.PATIENT.fullName());
                ForeignPeer peer = stack.apply(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, peer, demo);
            Await.until(
                    "the pharmacist's tone in the other stack",
                    Steps.SOON,
                    () -> peer.report().sounds(Person.PHARMACIST));
            Await.until("pictures as the browser has learnt what the link carries", Steps.SOON, () -> flows(peer));
            Probe there = new Probe(pharmacist);
            long framesBefore = peer.report().frames();
            var before = CallQuality.start(there);
            Await.pass(TALKING);
            assertThat(peer.report().frames() - framesBefore)
                    .as("frames decoded")
                    .isGreaterThan(15 * TALKING.toSeconds());
            CallQuality quality = CallQuality.since(before);
            assertThat(quality.framesPerSecond()).isGreaterThanOrEqualTo(15);
            assertThat(quality.audioEnergy()).isPositive();
            assertThat(there.tones()).hasSize(1).allMatch(tone -> tone.of(Person.PATIENT));
        }
    }

    private static boolean flows(ForeignPeer peer) {
        long before = peer.report().frames();
        Await.pass(Duration.ofSeconds(1));
        return peer.report().frames() - before > 15;
    }
}
