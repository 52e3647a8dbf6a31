// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.e2e.Probe.Outbound;
import org.junit.jupiter.api.Test;

/** A consultation in a video codec that is preferred to VP8. */
class CodecsIT {
    @Test
    void h264IsSentAndSeenWhereItIsPreferred() {
        try (var demo = DemoServer.start("consultations.video-codecs = [H264, VP8]");
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, demo);
            for (Tab tab : new Tab[] {pharmacist, patient}) {
                Probe probe = new Probe(tab);
                CallQuality.awaitSize(probe, 640, 360);
                assertThat(probe.outbound())
                        .filteredOn(stream -> stream.framesEncoded() > 0)
                        .extracting(Outbound::codec)
                        .containsOnly("video/H264");
            }
        }
    }
}
