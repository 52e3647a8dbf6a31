// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.LeaveRequest;
import io.apotheca.signaling.sdp.Offers;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.Person;
import io.apotheca.signaling.wire.ServerMessage;
import io.apotheca.signaling.wire.WaitingPerson;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The waiting room as a boundary. */
final class WaitingRoomTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsVisitorsNothingBeforeTheyAreAdmitted() {
        try (Visit visit = Visit.admitted(server);
                Browser guest = server.browser()) {
            String token =
                    server.inviteTo(visit.consultation(), "Early Guest").token().secret();
            guest.checkIn(token);
            TestSocket early = guest.socket("visitor");
            early.next(ServerMessage.Waiting.class);
            visit.staff.say(new ClientMessage.Sources(true, true, false));
            visit.visitor.next(
                    ServerMessage.Roster.class,
                    roster -> roster.people().stream().anyMatch(Person::camera));
            early.say(Offers.full(Offers.text("chromium-offer-18")));
            assertThat(early.next())
                    .isInstanceOfSatisfying(
                            ServerMessage.Error.class,
                            error -> assertThat(error.code()).isEqualTo("not-admitted"));

            assertThat(early.everythingUntilNow())
                    .extracting(Object::getClass)
                    .containsExactly(
                            ServerMessage.Welcome.class,
                            ServerMessage.Waiting.class,
                            ServerMessage.Error.class,
                            ServerMessage.Pong.class);
            assertThat(server.media().asked(JoinRequest.class)).isFalse();
        }
    }

    @Test
    void showsStaffWhoWaitsAndSinceWhen() {
        try (Visit visit = Visit.waiting(server)) {
            ServerMessage.Queue queue = visit.staff.next(
                    ServerMessage.Queue.class, shown -> !shown.waiting().isEmpty());
            assertThat(queue.waiting())
                    .containsExactly(new WaitingPerson(
                            visit.participant, visit.consultation(), "Alex Example", server.clock.instant()));
            assertThat(queue.consultations()).isEmpty();
        }
    }

    @Test
    void admitsByAnExplicitActThatIsAudited() {
        try (Visit visit = Visit.waiting(server)) {
            visit.staff.say(new ClientMessage.Admit(visit.participant));
            ServerMessage.Entered entered = visit.staff.next(ServerMessage.Entered.class);
            assertThat(visit.visitor.next(ServerMessage.Admitted.class).participant())
                    .isEqualTo(visit.participant);
            assertThat(visit.visitor.next(ServerMessage.Roster.class).people())
                    .extracting(Person::participant, Person::role)
                    .containsExactlyInAnyOrder(
                            tuple(visit.participant, Person.Role.PATIENT),
                            tuple(entered.participant(), Person.Role.PHARMACIST));
            assertThat(server.audit())
                    .containsExactly("SIGN_IN:password", "LINK_CREATED", "LINK_USED", "CHECK_IN", "ENTER", "ADMIT");
        }
    }

    @Test
    void letsNobodyInByAnothersAdmission() {
        try (Visit visit = Visit.waiting(server);
                Browser guest = server.browser()) {
            guest.checkIn(server.inviteTo(visit.consultation(), "Second Guest")
                    .token()
                    .secret());
            TestSocket second = guest.socket("visitor");
            second.next(ServerMessage.Waiting.class);
            visit.admit();
            assertThat(second.everythingUntilNow())
                    .extracting(Object::getClass)
                    .containsExactly(
                            ServerMessage.Welcome.class, ServerMessage.Waiting.class, ServerMessage.Pong.class);
            assertThat(guest.get("/api/visit").body()).contains("\"state\":\"waiting\"");
        }
    }

    @Test
    void declines() {
        try (Visit visit = Visit.waiting(server)) {
            visit.staff.say(new ClientMessage.Decline(visit.participant));
            visit.visitor.next(ServerMessage.Declined.class);
            assertThat(visit.visitor.closeCode()).isEqualTo(1000);
            assertThat(visit.visitorBrowser.get("/api/visit").body()).contains("\"state\":\"declined\"");
            assertThat(server.audit()).endsWith("DECLINE");

            TestSocket again = visit.visitorBrowser.socket("visitor");
            again.next(ServerMessage.Declined.class);
            assertThat(again.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void removesAfterTheMediaIsGoneAndForGood() {
        try (Visit visit = Visit.admitted(server)) {
            visit.visitor.say(Offers.full(Offers.text("chromium-offer-18")));
            visit.visitor.next(ServerMessage.Answer.class);
            CountDownLatch mediaGone = server.media().holdLeaves();
            visit.staff.say(new ClientMessage.Remove(visit.participant));
            LeaveRequest leave = server.media().next(LeaveRequest.class);
            assertThat(leave.getParticipantId()).isEqualTo(visit.participant);
            assertThat(visit.visitor.everythingUntilNow()).noneMatch(ServerMessage.Removed.class::isInstance);
            mediaGone.countDown();

            visit.visitor.next(ServerMessage.Removed.class);
            assertThat(visit.visitor.closeCode()).isEqualTo(1000);
            visit.staff.next(
                    ServerMessage.Roster.class, roster -> roster.people().size() == 1);
            assertThat(server.audit()).endsWith("JOIN", "REMOVE");

            TestSocket again = visit.visitorBrowser.socket("visitor");
            again.next(ServerMessage.Removed.class);
            assertThat(again.closeCode()).isEqualTo(1000);
            assertThat(again.everything()).hasSize(2);
        }
    }

    @Test
    void refusesWhatOnlyStaffMayDo() {
        try (Visit visit = Visit.waiting(server)) {
            visit.visitor.say(new ClientMessage.Admit(visit.participant));
            assertThat(visit.visitor.next(ServerMessage.Error.class).code()).isEqualTo("not-allowed");
            visit.visitor.say(new ClientMessage.Enter(visit.consultation()));
            assertThat(visit.visitor.next(ServerMessage.Error.class).code()).isEqualTo("not-allowed");
            assertThat(visit.visitorBrowser.get("/api/visit").body()).contains("\"state\":\"waiting\"");
        }
    }

    @Test
    void doesNotAdmitOrDeclineTwice() {
        try (Visit visit = Visit.admitted(server)) {
            visit.staff.say(new ClientMessage.Admit(visit.participant));
            assertThat(visit.staff.next(ServerMessage.Error.class).code()).isEqualTo("not-waiting");
            visit.staff.say(new ClientMessage.Decline(visit.participant));
            assertThat(visit.staff.next(ServerMessage.Error.class).code()).isEqualTo("not-waiting");
            visit.staff.say(new ClientMessage.Admit("nobody"));
            assertThat(visit.staff.next(ServerMessage.Error.class).code()).isEqualTo("unknown-participant");
        }
    }
}
