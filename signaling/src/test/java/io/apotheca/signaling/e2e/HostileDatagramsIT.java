// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An outsider who knows the media port, the ufrag and the SSRCs, but no keys: gets no answer, and the call feels nothing. */
class HostileDatagramsIT {
    private static final long SEED = 2026;
    private static final int ROUNDS = 300;
    private static final int LARGEST_DATAGRAM = 65_507;
    private static final Pattern UFRAG = Pattern.compile("a=ice-ufrag:(\\S+)");
    private static final Pattern SSRC = Pattern.compile("a=ssrc:(\\d+)");

    @Test
    void areDroppedWithoutAnAnswerWhileTheCallGoesOn() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, demo);
            Probe there = new Probe(pharmacist);
            Probe here = new Probe(patient);
            String ufrag = first(UFRAG, here.answer());
            int sent = Integer.parseUnsignedInt(first(SSRC, here.offer()));
            int received = Integer.parseUnsignedInt(first(SSRC, here.answer()));
            CallQuality.awaitFlow(there);
            CallQuality.awaitFlow(here);
            var thereBefore = CallQuality.start(there);
            var hereBefore = CallQuality.start(here);

            try (MediaPort port = MediaPort.of(here.answer())) {
                Forged forged = new Forged(SEED);
                for (int round = 0; round < ROUNDS; round++) {
                    port.send(forged.garbage(round));
                    port.send(new byte[0]);
                    port.send(forged.bindingRequest(ufrag));
                    port.send(forged.clientHello());
                    port.send(forged.rtp(round % 2 == 0 ? sent : received));
                    port.send(forged.rtcp(round % 2 == 0 ? sent : received));
                    if (round % 10 == 0) {
                        port.send(forged.garbage(LARGEST_DATAGRAM));
                        port.send(new byte[LARGEST_DATAGRAM]);
                        Await.pass(Duration.ofMillis(50));
                    }
                }
                assertThat(port.answers()).as("datagrams in answer").isZero();
            }

            Await.pass(Duration.ofSeconds(3));
            assertThat(CallQuality.since(thereBefore).framesPerSecond()).isGreaterThan(12);
            assertThat(CallQuality.since(hereBefore).framesPerSecond()).isGreaterThan(12);
            assertThat(there.faces()).containsExactly("PATIENT");
            assertThat(here.faces()).containsExactly("PHARMACIST");
            patient.reload();
            Steps.sees(patient, Person.PHARMACIST);
        }
    }

    private static String first(Pattern pattern, String sdp) {
        Matcher found = pattern.matcher(sdp);
        assertThat(found.find()).as(pattern.pattern()).isTrue();
        return found.group(1);
    }
}
