// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.e2e.Probe.Outbound;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A consultation in each video codec as the preferred one. */
class CodecsIT {
    private static final String LOW = "l";
    private static final String FULL = "m";

    /** How long a sender on a busy machine may take to trust its link with both sizes. */
    private static final Duration TRUST = Duration.ofSeconds(45);

    @ParameterizedTest
    @ValueSource(strings = {"VP8", "VP9", "H264", "AV1"})
    void isSentInTwoSizesAndSeenInFull(String codec) {
        String codecs = codec.equals("VP8") ? codec : codec + ", VP8";
        try (var demo = DemoServer.start("consultations.video-codecs = [" + codecs + "]");
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, demo);
            for (Tab tab : new Tab[] {pharmacist, patient}) {
                Probe probe = new Probe(tab);
                CallQuality.awaitSize(probe, 640, 360);
                Outbound low = stream(probe, LOW);
                Outbound full = stream(probe, FULL);
                assertThat(low.ssrc()).isNotEqualTo(full.ssrc());
                assertThat(List.of(low.codec(), full.codec())).containsOnly("video/" + codec);
                assertThat(full.width()).isEqualTo(2 * low.width());
                Await.until("more pictures in both sizes", Steps.SOON, () -> goesOn(probe, low) && goesOn(probe, full));
            }
        }
    }

    private static boolean goesOn(Probe probe, Outbound before) {
        return stream(probe, before.rid()).framesEncoded() > before.framesEncoded() + 5;
    }

    /** Once it is sent. */
    private static Outbound stream(Probe probe, String rid) {
        return Await.value(
                "something sent as " + rid,
                TRUST,
                () -> probe.outbound().stream()
                        .filter(stream -> stream.rid().equals(rid))
                        .findFirst());
    }
}
