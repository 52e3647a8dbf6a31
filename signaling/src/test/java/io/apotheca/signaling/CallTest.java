// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.control.v1.CloseRoomRequest;
import io.apotheca.media.control.v1.Importance;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.LayersWanted;
import io.apotheca.media.control.v1.RestartIceRequest;
import io.apotheca.media.control.v1.RoomEvent;
import io.apotheca.media.control.v1.SetSourcesRequest;
import io.apotheca.media.control.v1.SlotAssignment;
import io.apotheca.media.control.v1.SlotsChanged;
import io.apotheca.media.control.v1.SpeakerChanged;
import io.apotheca.media.control.v1.TransportChanged;
import io.apotheca.media.control.v1.TransportState;
import io.apotheca.signaling.sdp.Offers;
import io.apotheca.signaling.visit.Invitation;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.Person;
import io.apotheca.signaling.wire.ServerMessage;
import io.apotheca.signaling.wire.ShownSlot;
import io.apotheca.signaling.wire.Source;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the admitted do, and what the media server reports of them. */
final class CallTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAnOfferWithinItsOwnRoom() {
        try (Visit visit = Visit.admitted(server)) {
            visit.visitor.say(Offers.full(Offers.text("chromium-offer-18")));
            assertThat(visit.visitor.next(ServerMessage.Answer.class).sdp()).startsWith("v=0\r\n");
            JoinRequest join = server.media().next(JoinRequest.class);
            assertThat(join.getRoomId()).isEqualTo(visit.consultation());
            assertThat(join.getParticipantId()).isEqualTo(visit.participant);
            assertThat(server.audit()).endsWith("JOIN");
        }
    }

    @Test
    void anInterpretersPictureMatters() {
        try (Visit visit = Visit.admitted(server);
                Browser browser = server.browser()) {
            String id =
                    browser.checkIn(server.inviteTo(visit.consultation(), Person.Role.INTERPRETER, "Ines Interpreter")
                            .token()
                            .secret());
            TestSocket interpreter = browser.socket("visitor");
            interpreter.next(ServerMessage.Waiting.class);
            visit.staff.say(new ClientMessage.Admit(id));
            interpreter.next(ServerMessage.Admitted.class);
            interpreter.say(Offers.full(Offers.text("chromium-offer-18")));
            interpreter.next(ServerMessage.Answer.class);
            assertThat(server.media().next(JoinRequest.class).getImportance()).isEqualTo(Importance.IMPORTANCE_READ);
            visit.visitor.say(Offers.full(Offers.text("chromium-offer-18")));
            visit.visitor.next(ServerMessage.Answer.class);
            assertThat(server.media().next(JoinRequest.class).getImportance())
                    .isEqualTo(Importance.IMPORTANCE_UNSPECIFIED);
        }
    }

    @Test
    void saysWhyAnOfferIsNotAnswered() {
        try (Visit visit = Visit.admitted(server)) {
            visit.visitor.say(new ClientMessage.Offer("v=0\r\nnonsense", Map.of("0", Source.CAMERA), List.of()));
            visit.visitor.next(ServerMessage.Error.class);
            server.media().refuseJoins(Status.RESOURCE_EXHAUSTED.withDescription("secret detail"));
            visit.visitor.say(Offers.full(Offers.text("chromium-offer-18")));
            ServerMessage.Error error = visit.visitor.next(ServerMessage.Error.class);
            assertThat(error.code()).isEqualTo("room-full");
            assertThat(error.message()).doesNotContain("secret");
            assertThat(server.audit()).doesNotContain("JOIN");
        }
    }

    @Test
    void restartsIceOfAClientThatIsConnected() {
        try (Visit visit = Visit.admitted(server)) {
            ClientMessage.Restart restart = new ClientMessage.Restart(Offers.text("chromium-offer-18"));
            visit.visitor.say(restart);
            assertThat(visit.visitor.next(ServerMessage.Error.class).code()).isEqualTo("not-joined");
            visit.visitor.say(Offers.full(Offers.text("chromium-offer-18")));
            String first = visit.visitor.next(ServerMessage.Answer.class).sdp();
            visit.visitor.say(restart);
            String second = visit.visitor.next(ServerMessage.Answer.class).sdp();
            assertThat(second).contains("a=ice-ufrag:newOf");
            assertThat(second.lines().filter(line -> line.startsWith("a=mid:")).toList())
                    .isEqualTo(first.lines()
                            .filter(line -> line.startsWith("a=mid:"))
                            .toList());
            assertThat(server.media().next(RestartIceRequest.class).getParticipantId())
                    .isEqualTo(visit.participant);
            server.media().refuseJoins(Status.FAILED_PRECONDITION);
            visit.visitor.say(restart);
            assertThat(visit.visitor.next(ServerMessage.Error.class).code()).isEqualTo("not-joined");
            visit.visitor.say(new ClientMessage.Restart("nonsense"));
            assertThat(visit.visitor.next(ServerMessage.Error.class).code()).isEqualTo("offer-not-sdp");
        }
    }

    @Test
    void relaysSourcesToTheMediaServerAndToEverybody() {
        try (Visit visit = Visit.admitted(server)) {
            visit.visitor.say(new ClientMessage.Sources(true, false, false));
            visit.visitor.say(Offers.full(Offers.text("chromium-offer-18")));
            assertThat(server.media().next(SetSourcesRequest.class).getActiveList())
                    .containsExactly(io.apotheca.media.control.v1.Source.SOURCE_MICROPHONE);
            visit.visitor.say(new ClientMessage.Sources(true, true, true));
            assertThat(server.media().next(SetSourcesRequest.class).getActiveCount())
                    .isEqualTo(3);
            visit.staff.next(
                    ServerMessage.Roster.class,
                    roster -> roster.people().stream()
                            .anyMatch(person -> person.participant().equals(visit.participant)
                                    && person.screen()
                                    && !person.slow()));
            visit.visitor.say(new ClientMessage.Sources(true, true, true, true));
            assertThat(server.media().next(SetSourcesRequest.class).getActiveCount())
                    .isEqualTo(3);
            visit.staff.next(
                    ServerMessage.Roster.class,
                    roster -> roster.people().stream()
                            .anyMatch(person -> person.participant().equals(visit.participant) && person.slow()));
        }
    }

    @Test
    void tellsWhatTheMediaServerReports() {
        try (Visit visit = Visit.admitted(server)) {
            visit.visitor.say(Offers.full(Offers.text("chromium-offer-18")));
            visit.visitor.next(ServerMessage.Answer.class);
            server.media()
                    .report(event(visit)
                            .setTransportChanged(TransportChanged.newBuilder()
                                    .setParticipantId(visit.participant)
                                    .setState(TransportState.TRANSPORT_STATE_CONNECTED))
                            .build());
            visit.staff.next(
                    ServerMessage.Roster.class,
                    roster -> roster.people().stream().anyMatch(person -> person.state() == Person.State.CONNECTED));
            server.media()
                    .report(event(visit)
                            .setSlotsChanged(SlotsChanged.newBuilder()
                                    .setParticipantId(visit.participant)
                                    .addAssignments(SlotAssignment.newBuilder()
                                            .setMid("4")
                                            .setSourceParticipantId("other")
                                            .setSource(io.apotheca.media.control.v1.Source.SOURCE_CAMERA)))
                            .build());
            assertThat(visit.visitor.next(ServerMessage.Slots.class).slots())
                    .containsExactly(new ShownSlot("4", "other", Source.CAMERA));
            server.media()
                    .report(event(visit)
                            .setLayersWanted(LayersWanted.newBuilder()
                                    .setParticipantId(visit.participant)
                                    .setSource(io.apotheca.media.control.v1.Source.SOURCE_CAMERA)
                                    .setHighest(1))
                            .build());
            assertThat(visit.visitor.next(ServerMessage.Layers.class))
                    .isEqualTo(new ServerMessage.Layers(Source.CAMERA, 1));
            server.media()
                    .report(event(visit)
                            .setSpeakerChanged(SpeakerChanged.newBuilder().setParticipantId(visit.participant))
                            .build());
            assertThat(visit.staff.next(ServerMessage.Speaker.class).participant())
                    .isEqualTo(visit.participant);
            server.media()
                    .report(event(visit)
                            .setSpeakerChanged(SpeakerChanged.getDefaultInstance())
                            .build());
            assertThat(visit.visitor.next(ServerMessage.Speaker.class).participant())
                    .isEqualTo(visit.participant);
            assertThat(visit.visitor.next(ServerMessage.Speaker.class).participant())
                    .isNull();
        }
    }

    private static RoomEvent.Builder event(Visit visit) {
        return RoomEvent.newBuilder().setRoomId(visit.consultation());
    }

    @Test
    void visitorsLeaveForGood() {
        try (Visit visit = Visit.admitted(server)) {
            visit.visitor.say(new ClientMessage.Leave());
            assertThat(visit.visitor.closeCode()).isEqualTo(1000);
            visit.staff.next(
                    ServerMessage.Roster.class, roster -> roster.people().size() == 1);
            assertThat(server.audit()).endsWith("LEAVE");
            assertThat(visit.visitorBrowser.get("/api/visit").body()).contains("\"state\":\"left\"");
        }
    }

    @Test
    void visitorsLeaveByHttpToo() {
        try (Visit visit = Visit.admitted(server)) {
            assertThat(visit.visitorBrowser.delete("/api/visit").statusCode()).isEqualTo(204);
            assertThat(server.audit()).endsWith("LEAVE");
            assertThat(visit.visitor.closeCode()).isEqualTo(1000);
            assertThat(visit.visitorBrowser.get("/api/visit").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void endsWhenTheLastStaffMemberLeaves() {
        try (Visit visit = Visit.admitted(server);
                Browser guest = server.browser()) {
            guest.checkIn(server.inviteTo(visit.consultation(), "Waiting Guest")
                    .token()
                    .secret());
            TestSocket waiting = guest.socket("visitor");
            waiting.next(ServerMessage.Waiting.class);
            visit.staff.say(new ClientMessage.Leave());
            visit.visitor.next(ServerMessage.Ended.class);
            assertThat(server.media().next(CloseRoomRequest.class).getRoomId()).isEqualTo(visit.consultation());
            assertThat(server.audit()).endsWith("LEAVE", "END");
            ServerMessage.Queue queue = visit.staff.next(
                    ServerMessage.Queue.class, shown -> shown.consultations().isEmpty());
            assertThat(queue.waiting()).hasSize(1);
            assertThat(waiting.everythingUntilNow()).noneMatch(ServerMessage.Ended.class::isInstance);
        }
    }

    @Test
    void goesOnWhileAColleagueStays() {
        try (Visit visit = Visit.admitted(server);
                Browser colleague = server.browser().signIn("robin")) {
            TestSocket robin = colleague.socket("staff");
            robin.say(new ClientMessage.Enter(visit.consultation()));
            robin.next(ServerMessage.Entered.class);
            visit.staff.say(new ClientMessage.Leave());
            visit.visitor.next(
                    ServerMessage.Roster.class,
                    roster -> roster.people().size() == 2
                            && roster.people().stream()
                                    .anyMatch(person -> person.name().equals("Robin Colleague")));
            assertThat(visit.visitor.everythingUntilNow()).noneMatch(ServerMessage.Ended.class::isInstance);
        }
    }

    @Test
    void seatsStaffInOneConsultationAtATime() {
        try (Visit first = Visit.admitted(server);
                Browser other = server.browser()) {
            Invitation second = server.invite("Other Patient");
            String waiting = other.checkIn(second.token().secret());
            first.staff.say(new ClientMessage.Enter(second.consultationId()));
            assertThat(first.staff.next(ServerMessage.Error.class).code()).isEqualTo("already-elsewhere");
            first.staff.say(new ClientMessage.Admit(waiting));
            other.socket("visitor").next(ServerMessage.Admitted.class);
            assertThat(server.audit()).endsWith("ADMIT");
            assertThat(server.audit().stream().filter("ENTER"::equals)).hasSize(1);
        }
    }

    @Test
    void refusesMoreThanTheRoomHolds() {
        try (TestServer small = new TestServer(Map.of("consultations.capacity", 2));
                Visit visit = Visit.admitted(small);
                Browser guest = small.browser()) {
            String third = guest.checkIn(
                    small.inviteTo(visit.consultation(), "Third Person").token().secret());
            visit.staff.say(new ClientMessage.Admit(third));
            assertThat(visit.staff.next(ServerMessage.Error.class).code()).isEqualTo("room-full");
        }
    }
}
