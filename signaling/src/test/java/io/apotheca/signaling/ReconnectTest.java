// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.control.v1.LeaveRequest;
import io.apotheca.media.control.v1.RoomEvent;
import io.apotheca.media.control.v1.SlotAssignment;
import io.apotheca.media.control.v1.SlotsChanged;
import io.apotheca.media.control.v1.Source;
import io.apotheca.signaling.sdp.Offers;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.Person;
import io.apotheca.signaling.wire.ServerMessage;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lost connections, reloads and restarts. */
final class ReconnectTest {
    private static boolean shows(ServerMessage.Roster roster, String participant, Person.State state) {
        return roster.people().stream()
                .anyMatch(person -> person.participant().equals(participant) && person.state() == state);
    }

    @Test
    void admittedVisitorsComeBackWithoutWaiting() {
        try (TestServer server = new TestServer();
                Visit visit = Visit.admitted(server)) {
            visit.visitor.say(Offers.full(Offers.text("chromium-offer-18")));
            visit.visitor.next(ServerMessage.Answer.class);
            server.media()
                    .report(RoomEvent.newBuilder()
                            .setRoomId(visit.consultation())
                            .setSlotsChanged(SlotsChanged.newBuilder()
                                    .setParticipantId(visit.participant)
                                    .addAssignments(SlotAssignment.newBuilder()
                                            .setMid("4")
                                            .setSourceParticipantId("other")
                                            .setSource(Source.SOURCE_CAMERA)))
                            .build());
            visit.visitor.next(ServerMessage.Slots.class);
            visit.visitor.cut();
            visit.staff.next(
                    ServerMessage.Roster.class, roster -> shows(roster, visit.participant, Person.State.RECONNECTING));

            TestSocket again = visit.visitorBrowser.socket("visitor");
            assertThat(again.next()).isInstanceOf(ServerMessage.Welcome.class);
            assertThat(again.next()).isEqualTo(new ServerMessage.Admitted(visit.participant));
            again.next(ServerMessage.Roster.class);
            again.next(ServerMessage.Slots.class);
            assertThat(again.everything()).noneMatch(ServerMessage.Waiting.class::isInstance);
            visit.staff.next(
                    ServerMessage.Roster.class, roster -> shows(roster, visit.participant, Person.State.CONNECTING));
            assertThat(server.audit()).endsWith("JOIN");
        }
    }

    @Test
    void staffComeBackToTheirConsultation() {
        try (TestServer server = new TestServer();
                Visit visit = Visit.admitted(server)) {
            visit.staff.cut();
            visit.visitor.next(
                    ServerMessage.Roster.class,
                    roster -> roster.people().stream().anyMatch(person -> person.state() == Person.State.RECONNECTING));
            TestSocket again = visit.staffBrowser.socket("staff");
            assertThat(again.next(ServerMessage.Entered.class).consultation()).isEqualTo(visit.consultation());
            again.next(ServerMessage.Roster.class);
            assertThat(server.audit().stream().filter("ENTER"::equals)).hasSize(1);
        }
    }

    @Test
    void theNewerConnectionOfAVisitorReplacesTheOlder() {
        try (TestServer server = new TestServer();
                Visit visit = Visit.admitted(server)) {
            TestSocket newer = visit.visitorBrowser.socket("visitor");
            newer.next(ServerMessage.Admitted.class);
            assertThat(visit.visitor.next(ServerMessage.Error.class).code()).isEqualTo("replaced");
            assertThat(visit.visitor.closeCode()).isEqualTo(4409);
            newer.say(new ClientMessage.Sources(true, false, false));
            newer.next(
                    ServerMessage.Roster.class,
                    roster -> roster.people().stream().anyMatch(Person::microphone));
        }
    }

    @Test
    void theNewerConnectionOfAStaffSessionReplacesTheOlder() {
        try (TestServer server = new TestServer();
                Visit visit = Visit.admitted(server)) {
            TestSocket newer = visit.staffBrowser.socket("staff");
            newer.next(ServerMessage.Entered.class);
            assertThat(visit.staff.next(ServerMessage.Error.class).code()).isEqualTo("replaced");
            assertThat(visit.staff.closeCode()).isEqualTo(4409);
        }
    }

    @Test
    void whoIsAwayForLongerThanTheGraceIsOutAndWaitsAgain() {
        try (TestServer server = new TestServer(Map.of("consultations.reconnect-grace", "50 ms"));
                Visit visit = Visit.admitted(server)) {
            visit.visitor.cut();
            visit.staff.next(
                    ServerMessage.Roster.class, roster -> roster.people().size() == 1);
            assertThat(server.media().next(LeaveRequest.class).getParticipantId())
                    .isEqualTo(visit.participant);
            assertThat(server.audit()).endsWith("LEAVE:connection-lost");

            TestSocket again = visit.visitorBrowser.socket("visitor");
            assertThat(again.next()).isInstanceOf(ServerMessage.Welcome.class);
            assertThat(again.next()).isInstanceOf(ServerMessage.Waiting.class);
            assertThat(server.audit()).endsWith("RETURN");
        }
    }

    @Test
    void aClientThatFallsSilentAfterPingsIsCutOff() {
        try (TestServer server = new TestServer(Map.of("consultations.silence", "150 ms"));
                Visit visit = Visit.admitted(server)) {
            visit.visitor.say(new ClientMessage.Ping());
            visit.visitor.next(ServerMessage.Pong.class);
            visit.staff.next(
                    ServerMessage.Roster.class, roster -> shows(roster, visit.participant, Person.State.RECONNECTING));
        }
    }
}
