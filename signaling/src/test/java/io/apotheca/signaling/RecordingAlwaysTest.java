// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static io.apotheca.signaling.RecordedVisit.answer;
import static io.apotheca.signaling.RecordedVisit.asked;
import static io.apotheca.signaling.RecordedVisit.connect;
import static io.apotheca.signaling.RecordedVisit.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ConsentAnswer;
import io.apotheca.signaling.wire.ConsentState;
import io.apotheca.signaling.wire.ServerMessage;
import io.apotheca.signaling.wire.ServerMessage.Recording;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pharmacy that asks everybody: in the waiting room, before anybody enters. */
final class RecordingAlwaysTest {
    private final TestServer server =
            TestServer.recording(TestStorage.inMemory(), Map.of("recordings.policy", "always"));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everybodyAnswersBeforeTheyEnter() {
        try (Visit visit = Visit.waiting(server)) {
            answer(visit.visitor, ConsentState.GIVEN, asked(visit.visitor));
            answered(visit, ConsentState.GIVEN);
            enter(visit, ConsentState.GIVEN);
            connect(visit.visitor);
            seen(visit.visitor, Recording.State.ON);
            seen(visit.staff, Recording.State.ON);
        }
    }

    @Test
    void whoeverRefusesIsSeenWithoutARecording() {
        try (Visit visit = Visit.waiting(server)) {
            answer(visit.visitor, ConsentState.REFUSED, asked(visit.visitor));
            answered(visit, ConsentState.REFUSED);
            enter(visit, ConsentState.GIVEN);
            connect(visit.visitor);
            connect(visit.staff);
            assertThat(visit.staff.everythingUntilNow())
                    .filteredOn(Recording.class::isInstance)
                    .last()
                    .satisfies(told -> assertThat(((Recording) told).state()).isEqualTo(Recording.State.PAUSED));
            assertThat(server.recorder().asked()).isFalse();
        }
    }

    @Test
    void whatStaffEndedDoesNotBeginAgainByARestart() {
        try (Visit visit = Visit.waiting(server)) {
            answer(visit.visitor, ConsentState.GIVEN, asked(visit.visitor));
            answered(visit, ConsentState.GIVEN);
            enter(visit, ConsentState.GIVEN);
            connect(visit.visitor);
            seen(visit.visitor, Recording.State.ON);
            visit.staff.say(new ClientMessage.Record(null, false, null));
            seen(visit.visitor, Recording.State.OFF);
            server.restart();
            TestSocket visitor = visit.visitorBrowser.socket("visitor");
            visitor.next(ServerMessage.Admitted.class);
            connect(visitor);
            TestSocket staff = visit.staffBrowser.socket("staff");
            staff.next(ServerMessage.Entered.class);
            connect(staff);
            assertThat(staff.everythingUntilNow())
                    .noneMatch(told -> told instanceof Recording recording && recording.state() != Recording.State.OFF);
            assertThat(server.recorder().asked()).isFalse();
            staff.say(new ClientMessage.Record(null, true, null));
            seen(staff, Recording.State.ON);
        }
    }

    @Test
    void whoeverDoesNotAnswerIsSeenWhenStaffGoOnWithoutRecording() {
        try (Visit visit = Visit.waiting(server)) {
            asked(visit.visitor);
            visit.staff.say(new ClientMessage.Admit(visit.participant));
            assertThat(visit.staff.next(ServerMessage.Error.class).code()).isEqualTo("not-answered");
            visit.staff.say(new ClientMessage.Record(visit.consultation(), false, null));
            seen(visit.visitor, Recording.State.OFF);
            visit.admit();
            connect(visit.visitor);
            assertThat(server.recorder().asked()).isFalse();
            assertThat(server.audit()).contains("RECORDING_REFUSED");
        }
    }

    /** Before they are admitted nobody learns whether others are there, recorded or not. */
    @Test
    void whoeverWaitsLearnsTheQuestionAlone() {
        try (Visit visit = Visit.waiting(server)) {
            Recording told = visit.visitor.next(Recording.class);
            assertThat(told.state()).isEqualTo(Recording.State.ASKING);
            assertThat(told.missing()).isNull();
            assertThat(told.trouble()).isNull();
        }
    }

    private static void answered(Visit visit, ConsentState answer) {
        visit.staff.next(ServerMessage.Queue.class, queue -> RecordedVisit.waits(queue, answer));
    }

    private static void enter(Visit visit, ConsentState answer) {
        visit.staff.say(new ClientMessage.Admit(visit.participant));
        ServerMessage.Asked asked = visit.staff.next(ServerMessage.Asked.class);
        visit.staff.say(new ClientMessage.Admit(
                visit.participant, new ConsentAnswer(answer, asked.question().version())));
        visit.staff.next(ServerMessage.Entered.class);
        visit.visitor.next(ServerMessage.Admitted.class);
    }
}
