// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A whole call, from the links to the end, leaves no name, address, token or line of SDP in the log. */
class CallLogIT {
    private static final Pattern SECRET_LINES =
            Pattern.compile("a=(?:ice-ufrag|ice-pwd|fingerprint|ssrc|mid):(\\S{4,})");

    @Test
    void holdsNothingPersonal() {
        try (var demo = DemoServer.start();
                var chromium = Chromium.launch();
                ChromiumTab pharmacist = chromium.person(Person.PHARMACIST);
                ChromiumTab patient = chromium.person(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, demo);
            String link = Steps.invitePatient(pharmacist);
            patient.reload();
            Steps.sees(pharmacist, Person.PATIENT);
            patient.press("Mute microphone");
            List<String> secrets = new ArrayList<>(List.of(link.substring(link.indexOf('#') + 1)));
            for (ChromiumTab tab : List.of(pharmacist, patient)) {
                Probe probe = new Probe(tab);
                for (String sdp : List.of(probe.offer(), probe.answer())) {
                    SECRET_LINES.matcher(sdp).results().forEach(found -> secrets.add(found.group(1)));
                }
                tab.page().context().cookies().stream()
                        .map(cookie -> cookie.value)
                        .forEach(secrets::add);
            }
            assertThat(secrets).hasSizeGreaterThan(10);
            patient.press("Leave");
            Steps.sees(pharmacist);
            pharmacist.press("Leave");
            Steps.shows(pharmacist, "Signed in as");
            demo.interrupt();

            assertThat(demo.log()).as("the log tells something").isNotBlank();
            Privacy.check(demo.log(), secrets);
        }
    }
}
