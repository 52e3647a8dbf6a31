// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static io.apotheca.signaling.RecordedVisit.agree;
import static io.apotheca.signaling.RecordedVisit.answer;
import static io.apotheca.signaling.RecordedVisit.asked;
import static io.apotheca.signaling.RecordedVisit.connect;
import static io.apotheca.signaling.RecordedVisit.connected;
import static io.apotheca.signaling.RecordedVisit.recorded;
import static io.apotheca.signaling.RecordedVisit.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.recorder.control.v1.Begin;
import io.apotheca.recorder.control.v1.Content;
import io.apotheca.recorder.control.v1.RecordCommand;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ConsentAnswer;
import io.apotheca.signaling.wire.ConsentState;
import io.apotheca.signaling.wire.MissingConsent;
import io.apotheca.signaling.wire.Question;
import io.apotheca.signaling.wire.RecordedContent;
import io.apotheca.signaling.wire.RecordingPlan;
import io.apotheca.signaling.wire.ServerMessage;
import io.apotheca.signaling.wire.ServerMessage.Recording;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A recording by a pharmacist's button: on while everybody agrees, and at no other time. */
final class RecordingTest {
    private final TestServer server = TestServer.recording(TestStorage.inMemory(), Map.of());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isOnWhenEverybodyHasAgreed() {
        try (Visit visit = connected(server)) {
            visit.staff.say(new ClientMessage.Record(null, true, null));
            agree(visit.staff);
            Recording waiting = visit.staff.next(Recording.class, told -> told.you() == ConsentState.GIVEN);
            assertThat(waiting.state()).isEqualTo(Recording.State.ASKING);
            assertThat(waiting.missing()).containsExactly(new MissingConsent(visit.participant, ConsentState.NEEDED));
            assertThat(server.recorder().asked()).isFalse();

            agree(visit.visitor);
            Recording on = seen(visit.visitor, Recording.State.ON);
            assertThat(on.missing()).as("visitors do not learn who agrees").isNull();
            assertThat(seen(visit.staff, Recording.State.ON).missing()).isEmpty();
            Begin begin = server.recorder().next(RecordCommand::hasBegin).getBegin();
            assertThat(begin.getRoomId()).isEqualTo(visit.consultation());
            assertThat(begin.getContent()).isEqualTo(Content.CONTENT_AUDIO_AND_VIDEO);
            assertThat(begin.getPartsBefore()).isZero();
            assertThat(begin.getFactsList().getFirst().getJson())
                    .contains("\"note\":\"session\"", begin.getArchiveId(), visit.consultation());
            assertThat(begin.getFactsList())
                    .filteredOn(fact -> fact.getJson().contains("\"answer\":\"GIVEN\""))
                    .hasSize(2);
        }
    }

    @Test
    void keepsWhoAgreedToWhichWords() {
        try (Visit visit = recorded(server)) {
            assertThat(visit.participant).isNotEmpty();
            assertThat(server.query("select c.answer || ':' || t.content from recording_consent c"
                            + " join consent_text t on t.version = c.text_version order by c.id"))
                    .containsExactly("GIVEN:AUDIO_AND_VIDEO", "GIVEN:AUDIO_AND_VIDEO");
            String archive = server.query("select id from recording").getFirst();
            assertThat(server.audit())
                    .endsWith(
                            "RECORDING_BEGUN:" + archive,
                            "PART_BEGUN:" + archive + ":1:" + "00".repeat(32) + ":" + RecorderTwin.KEY);
            assertThat(server.query("select key_ids from recording_part")).containsExactly(RecorderTwin.KEY);
        }
    }

    @Test
    void aWithdrawalPausesItAndEverybodyIsTold() {
        try (Visit visit = recorded(server)) {
            withdraw(visit.visitor);
            assertThat(server.recorder().next(RecordCommand::hasPause)).isNotNull();
            Recording own = visit.visitor.next(Recording.class, told -> told.state() == Recording.State.PAUSED);
            assertThat(own.you()).isEqualTo(ConsentState.WITHDRAWN);
            assertThat(seen(visit.staff, Recording.State.PAUSED).missing())
                    .containsExactly(new MissingConsent(visit.participant, ConsentState.WITHDRAWN));
            assertThat(server.audit())
                    .anyMatch(entry -> entry.startsWith("CONSENT_WITHDRAWN:"))
                    .anyMatch(entry -> entry.startsWith("RECORDING_PAUSED:"));
            assertThat(server.recorder().factsUntil("recordingPaused"))
                    .last()
                    .asString()
                    .contains("WITHDRAWN");

            answer(visit.visitor, ConsentState.GIVEN, own.question());
            seen(visit.visitor, Recording.State.ON);
            assertThat(server.recorder().next(RecordCommand::hasResume)).isNotNull();
            assertThat(server.audit()).anyMatch(entry -> entry.startsWith("RECORDING_RESUMED:"));
        }
    }

    /** What can no longer be written down is not recorded on the strength of the answer before. */
    @Test
    void aWithdrawalThatCannotBeStoredPausesItAllTheSame() {
        try (Visit visit = recorded(server)) {
            server.breakAudit();
            withdraw(visit.visitor);
            assertThat(server.recorder().next(RecordCommand::hasPause)).isNotNull();
            assertThat(visit.visitor.next(ServerMessage.Error.class).code()).isEqualTo("not-done");
        }
    }

    /** Nobody is told that nothing is recorded before the recorder has said so. */
    @Test
    void isShownAsOnUntilTheRecorderHasStopped() {
        try (Visit visit = recorded(server)) {
            server.recorder().mute();
            withdraw(visit.visitor);
            Recording answered = visit.visitor.next(Recording.class, told -> told.you() == ConsentState.WITHDRAWN);
            assertThat(answered.state()).isEqualTo(Recording.State.ON);
        }
    }

    private static void withdraw(TestSocket socket) {
        Question question = socket.everything().stream()
                .filter(Recording.class::isInstance)
                .map(Recording.class::cast)
                .map(Recording::question)
                .filter(asked -> asked != null)
                .findFirst()
                .orElseThrow();
        answer(socket, ConsentState.WITHDRAWN, question);
    }

    @Test
    void goesOnWithoutSomebodyWhoObjectedByStaffsButtonOnly() {
        try (Visit visit = recorded(server);
                Browser browser = server.browser()) {
            TestSocket guest = guest(visit, browser, ConsentState.REFUSED);
            Recording paused = seen(visit.visitor, Recording.State.PAUSED);
            assertThat(paused.missing()).isNull();
            guest.say(new ClientMessage.Leave());
            assertThat(guest.closeCode()).isEqualTo(1000);
            Recording held = visit.staff.next(
                    Recording.class,
                    told -> told.state() == Recording.State.PAUSED
                            && told.missing() != null
                            && told.missing().isEmpty());
            assertThat(held.you()).isEqualTo(ConsentState.GIVEN);
            assertThat(server.audit()).noneMatch(entry -> entry.startsWith("RECORDING_RESUMED"));
            visit.staff.say(new ClientMessage.Record(null, true, null));
            seen(visit.visitor, Recording.State.ON);
        }
    }

    @Test
    void whoeverComesLaterIsAskedBeforeTheyEnter() {
        try (Visit visit = recorded(server);
                Browser browser = server.browser()) {
            String id = browser.checkIn(
                    server.inviteTo(visit.consultation(), "Late Guest").token().secret());
            TestSocket guest = browser.socket("visitor");
            Question question = asked(guest);
            visit.staff.next(ServerMessage.Queue.class, queue -> RecordedVisit.waits(queue, ConsentState.NEEDED));
            visit.staff.say(new ClientMessage.Admit(id));
            assertThat(visit.staff.next(ServerMessage.Error.class).code()).isEqualTo("not-answered");
            answer(guest, ConsentState.GIVEN, question);
            visit.staff.next(ServerMessage.Queue.class, queue -> RecordedVisit.waits(queue, ConsentState.GIVEN));
            assertThat(guest.everythingUntilNow())
                    .as("whoever waits does not learn that others are recorded")
                    .noneMatch(told -> told instanceof Recording one && one.state() != Recording.State.ASKING);
            visit.staff.say(new ClientMessage.Admit(id));
            guest.next(ServerMessage.Admitted.class);
            seen(guest, Recording.State.ON);
            assertThat(visit.visitor.everythingUntilNow())
                    .noneMatch(told -> told instanceof Recording one && one.state() == Recording.State.PAUSED);
            assertThat(server.recorder().factsUntil("Late Guest")).isNotEmpty();
        }
    }

    @Test
    void staffAreAskedBeforeTheyEnterToo() {
        try (Visit visit = recorded(server);
                Browser browser = server.browser().signIn("robin")) {
            TestSocket robin = browser.socket("staff");
            robin.say(new ClientMessage.Enter(visit.consultation()));
            ServerMessage.Asked first = robin.next(ServerMessage.Asked.class);
            assertThat(server.query("select id from participant")).hasSize(2);
            robin.say(new ClientMessage.Enter(
                    visit.consultation(),
                    new ConsentAnswer(ConsentState.REFUSED, first.question().version())));
            robin.next(ServerMessage.Entered.class);
            assertThat(robin.next(Recording.class).you()).isEqualTo(ConsentState.REFUSED);
            seen(visit.visitor, Recording.State.PAUSED);
            assertThat(server.audit()).anyMatch(entry -> entry.startsWith("CONSENT_REFUSED:"));
        }
    }

    private TestSocket guest(Visit visit, Browser browser, ConsentState answer) {
        String id = browser.checkIn(
                server.inviteTo(visit.consultation(), "Late Guest").token().secret());
        TestSocket guest = browser.socket("visitor");
        answer(guest, answer, asked(guest));
        visit.staff.next(ServerMessage.Queue.class, queue -> RecordedVisit.waits(queue, answer));
        visit.staff.say(new ClientMessage.Admit(id));
        guest.next(ServerMessage.Admitted.class);
        return guest;
    }

    @Test
    void staffEndIt() {
        try (Visit visit = recorded(server)) {
            visit.staff.say(new ClientMessage.Record(null, false, null));
            assertThat(visit.visitor.next(Recording.class, told -> told.state() == Recording.State.OFF))
                    .isEqualTo(Recording.OFF);
            assertThat(server.audit()).anyMatch(entry -> entry.startsWith("RECORDING_ENDED:"));
            assertThat(server.query("select count(*) from recording where ended_at is not null"))
                    .containsExactly("1");
        }
    }

    @Test
    void endsWithTheConsultationAndNotesItsDigest() {
        try (Visit visit = recorded(server)) {
            visit.staff.say(new ClientMessage.Leave());
            visit.visitor.next(ServerMessage.Ended.class);
            server.awaitAudit("PART_ENDED");
            assertThat(server.query("select digest from recording_part")).containsExactly("01" + "00".repeat(31));
            assertThat(server.query("select outcome || length from recording_part"))
                    .containsExactly("WHOLE1001");
        }
    }

    @Test
    void soundAloneIsAQuestionOfItsOwn() {
        try (Visit visit = recorded(server)) {
            visit.staff.say(new ClientMessage.Record(null, true, RecordedContent.AUDIO));
            Recording anew = visit.visitor.next(
                    Recording.class,
                    told -> told.content() == RecordedContent.AUDIO && told.you() == ConsentState.NEEDED);
            assertThat(anew.state()).isEqualTo(Recording.State.ASKING);
            answer(visit.visitor, ConsentState.GIVEN, anew.question());
            answer(visit.staff, ConsentState.GIVEN, anew.question());
            seen(visit.visitor, Recording.State.ON);
            assertThat(server.query("select content from recording order by begun_at, content desc"))
                    .containsExactlyInAnyOrder("AUDIO_AND_VIDEO", "AUDIO");
        }
    }

    @Test
    void visitorsCannotAskAndNobodyAnswersWhatIsNotAsked() {
        try (Visit visit = connected(server)) {
            visit.visitor.say(new ClientMessage.Record(null, true, null));
            assertThat(visit.visitor.next(ServerMessage.Error.class).code()).isEqualTo("not-allowed");
            visit.visitor.say(new ClientMessage.Consent(ConsentState.GIVEN, "unknown"));
            assertThat(visit.visitor.next(ServerMessage.Error.class).code()).isEqualTo("not-asked");
            assertThat(server.query("select id from recording_consent")).isEmpty();
        }
    }

    @Test
    void nothingIsOfferedWithoutARecorder() {
        try (TestServer without = new TestServer();
                Visit visit = Visit.admitted(without)) {
            visit.staff.say(new ClientMessage.Record(null, true, null));
            assertThat(visit.staff.next(ServerMessage.Error.class).code()).isEqualTo("recording-not-offered");
            assertThat(visit.staff.everythingUntilNow()).noneMatch(Recording.class::isInstance);
            assertThat(visit.visitor.everythingUntilNow()).noneMatch(Recording.class::isInstance);
        }
    }

    @Test
    void staffChooseWhatIsRecordedBeforeTheyAdmitAnybody() {
        try (Visit visit = Visit.waiting(server)) {
            visit.staff.say(new ClientMessage.Record(visit.consultation(), true, RecordedContent.AUDIO));
            Question question = asked(visit.visitor);
            ServerMessage.Queue queue = visit.staff.next(
                    ServerMessage.Queue.class, shown -> RecordedVisit.waits(shown, ConsentState.NEEDED));
            assertThat(queue.waiting().getFirst().recording())
                    .isEqualTo(new RecordingPlan(RecordedContent.AUDIO, ConsentState.NEEDED));
            answer(visit.visitor, ConsentState.GIVEN, question);
            visit.staff.next(ServerMessage.Queue.class, shown -> RecordedVisit.waits(shown, ConsentState.GIVEN));
            visit.staff.say(new ClientMessage.Admit(
                    visit.participant, new ConsentAnswer(ConsentState.GIVEN, question.version())));
            visit.visitor.next(ServerMessage.Admitted.class);
            connect(visit.visitor);
            seen(visit.staff, Recording.State.ON);
            assertThat(server.recorder()
                            .next(RecordCommand::hasBegin)
                            .getBegin()
                            .getContent())
                    .isEqualTo(Content.CONTENT_AUDIO);
        }
    }

    /** Staff who are in no consultation do not decide about one that others are in. */
    @Test
    void staffElsewhereDoNotDecide() {
        try (Visit visit = recorded(server);
                Browser browser = server.browser().signIn("robin")) {
            TestSocket robin = browser.socket("staff");
            robin.say(new ClientMessage.Record(visit.consultation(), false, null));
            assertThat(robin.next(ServerMessage.Error.class).code()).isEqualTo("not-in-consultation");
            assertThat(server.query("select id from recording where ended_at is null"))
                    .hasSize(1);
        }
    }

    @Test
    void beginsOnlyWhenThereIsMedia() {
        try (Visit visit = Visit.admitted(server)) {
            visit.staff.say(new ClientMessage.Record(null, true, null));
            agree(visit.staff);
            agree(visit.visitor);
            visit.visitor.everythingUntilNow();
            assertThat(server.recorder().asked()).isFalse();
            connect(visit.visitor);
            seen(visit.visitor, Recording.State.ON);
        }
    }
}
