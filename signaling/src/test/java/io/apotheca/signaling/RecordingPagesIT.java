// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.recorder.control.v1.RecordCommand;
import io.apotheca.recorder.control.v1.StateChanged;
import io.apotheca.recorder.control.v1.Trouble;
import io.apotheca.signaling.e2e.Chromium;
import io.apotheca.signaling.e2e.ChromiumTab;
import io.apotheca.signaling.e2e.Looks;
import io.apotheca.signaling.e2e.Person;
import io.apotheca.signaling.e2e.Steps;
import io.apotheca.signaling.visit.Invitation;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people see and do of a recording, in a real browser; the recorder writes nothing. */
final class RecordingPagesIT {
    private static final String QUESTION = "May we record this consultation?";

    @Test
    void everybodyAgreesAndOneThinksBetterOfIt() {
        try (var server = TestServer.recordingWithPages(Map.of());
                var chromium = Chromium.launch();
                ChromiumTab pharmacist = chromium.person(Person.PHARMACIST);
                ChromiumTab patient = chromium.person(Person.PATIENT);
                ChromiumTab guest = chromium.person(Person.GUEST)) {
            Invitation invitation = meet(server, pharmacist, patient);
            Looks.check(pharmacist, "recording-off-pharmacist");

            pharmacist.press("Ask to record");
            Steps.shows(patient, QUESTION);
            assertThat(focusedText(patient)).isEqualTo(QUESTION);
            Looks.check(patient, "recording-question-patient");
            Looks.check(pharmacist, "recording-question-pharmacist");
            pharmacist.press("Yes, you may record");
            Steps.shows(pharmacist, Person.PATIENT.fullName() + ": has not answered yet");
            assertThat(server.recorder().asked()).isFalse();
            patient.press("Yes, you may record");
            Steps.shows(patient, "Stop agreeing");
            Steps.shows(pharmacist, "Stop recording");
            server.recorder().next(RecordCommand::hasBegin);
            assertThat(spoken(patient)).contains("This consultation is now being recorded.");
            assertThat(spoken(pharmacist)).contains("This consultation is now being recorded.");
            Looks.check(patient, "recording-on-patient");
            Looks.check(pharmacist, "recording-on-pharmacist");

            guest.open(visitLink(server, server.inviteTo(invitation.consultationId(), Person.GUEST.fullName())));
            Steps.shows(guest, "Check in");
            guest.press("Check in");
            Steps.shows(guest, QUESTION);
            assertThat(spoken(guest)).contains("You are asked whether this consultation may be recorded.");
            Looks.check(guest, "recording-question-waiting");
            Steps.shows(pharmacist, "has not answered yet whether we may record");
            guest.press("Yes, you may record");
            Steps.shows(pharmacist, "agrees to a recording");
            Looks.check(guest, "recording-answered-waiting");
            pharmacist.press("Admit");
            Steps.shows(guest, "Stop agreeing");

            patient.press("Stop agreeing");
            server.recorder().next(RecordCommand::hasPause);
            Steps.shows(patient, "Agree after all");
            Steps.shows(guest, "Not recording: not everybody agrees");
            Steps.shows(pharmacist, Person.PATIENT.fullName() + ": does not agree any more");
            assertThat(guest.text()).doesNotContain("does not agree any more");
            assertThat(spoken(guest)).contains("Recording is paused.");
            Looks.check(pharmacist, "recording-paused-pharmacist");

            patient.press("Leave");
            Steps.shows(pharmacist, "Everybody who is here agrees.");
            pharmacist.press("Go on recording");
            Steps.shows(guest, "Stop agreeing");
            server.recorder().next(RecordCommand::hasResume);
            server.recorder().take().tell(StateChanged.State.STOPPED, Trouble.TROUBLE_FULL);
            Steps.shows(guest, "Not being recorded right now");
            Steps.shows(pharmacist, "the disk is full");
            assertThat(guest.text()).doesNotContain("disk");
            Looks.check(pharmacist, "recording-trouble-pharmacist");
        }
    }

    @Test
    void whereEverybodyIsAskedTheKeyboardIsEnough() {
        try (var server = TestServer.recordingWithPages(Map.of("recordings.policy", "always"));
                var chromium = Chromium.launch();
                ChromiumTab pharmacist = chromium.person(Person.PHARMACIST);
                ChromiumTab patient = chromium.person(Person.PATIENT)) {
            Steps.signIn(pharmacist, staffLink(server));
            patient.open(visitLink(server, server.invite(Person.PATIENT.fullName())));
            Steps.shows(patient, "Check in");
            Steps.press(patient, "Check in", "Enter");
            Steps.shows(patient, QUESTION);
            Steps.shows(pharmacist, "has not answered yet whether we may record");
            Looks.check(pharmacist, "recording-counter");
            Steps.press(patient, "Yes, you may record", "Enter");
            Steps.shows(patient, "You agreed to being recorded.");
            assertThat(focusedText(patient)).isEqualTo(QUESTION);

            Steps.press(pharmacist, "Admit", "Enter");
            Steps.shows(pharmacist, QUESTION);
            Looks.check(pharmacist, "recording-asked-pharmacist");
            Steps.press(pharmacist, "Yes, you may record", "Enter");
            Steps.shows(pharmacist, "Stop recording");
            Steps.shows(patient, "Stop agreeing");
            Steps.press(patient, "Stop agreeing", "Enter");
            Steps.shows(patient, "Agree after all");
            Steps.shows(pharmacist, "does not agree any more");
            Steps.press(pharmacist, "Do not record", "Enter");
            Steps.shows(pharmacist, "Ask to record");
        }
    }

    private static Invitation meet(TestServer server, ChromiumTab pharmacist, ChromiumTab patient) {
        Steps.signIn(pharmacist, staffLink(server));
        Invitation invitation = server.invite(Person.PATIENT.fullName());
        Steps.checkIn(patient, visitLink(server, invitation), Person.PATIENT);
        Steps.admit(pharmacist, Person.PATIENT);
        Steps.sees(pharmacist, Person.PATIENT);
        Steps.sees(patient, Person.PHARMACIST);
        return invitation;
    }

    private static String staffLink(TestServer server) {
        return server.origin() + "/pharmacy#demo=" + server.demo.key().secret();
    }

    private static String visitLink(TestServer server, Invitation invitation) {
        return server.origin() + "/visit#" + invitation.token().secret();
    }

    private static String focusedText(ChromiumTab tab) {
        return tab.evaluate("document.activeElement.innerText").asText();
    }

    /** What the page's live regions hold for a screen reader. */
    private static String spoken(ChromiumTab tab) {
        return tab.evaluate("[...document.querySelectorAll('[role=status]')].map((one) => one.textContent).join(' ')")
                .asText();
    }
}
