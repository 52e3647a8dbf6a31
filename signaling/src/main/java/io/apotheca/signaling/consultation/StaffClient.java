// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ConsentAnswer;
import io.apotheca.signaling.wire.ServerMessage;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** A staff member's connection. Every message but a ping is a use of the session, and needs it to be alive. */
final class StaffClient implements Client {
    private final Consultations consultations;
    private final StaffDesks desks;
    private final StaffDesk desk;
    private final ClientConnection connection;

    StaffClient(Consultations consultations, StaffDesks desks, StaffDesk desk, ClientConnection connection) {
        this.consultations = consultations;
        this.desks = desks;
        this.desk = desk;
        this.connection = connection;
    }

    @Override
    public void receive(ClientMessage message) {
        if (message instanceof ClientMessage.Ping) {
            connection.send(new ServerMessage.Pong());
            return;
        }
        if (!Objects.equals(desk.connection(), connection) || (desk.seat() == null && !desks.inUse(desk))) {
            return;
        }
        switch (message) {
            case ClientMessage.Enter enter ->
                ask(
                        enter.consultation(),
                        consultation -> consultation.waitingRoom.enter(desk, enter.consent(), connection::send));
            case ClientMessage.Admit admit ->
                about(
                        admit.participant(),
                        consultation -> consultation.waitingRoom.admit(
                                admit.participant(), desk, admit.consent(), connection::send));
            case ClientMessage.Decline decline ->
                about(
                        decline.participant(),
                        consultation ->
                                consultation.waitingRoom.decline(decline.participant(), desk, connection::send));
            case ClientMessage.Remove remove ->
                about(
                        remove.participant(),
                        consultation -> consultation.call.remove(remove.participant(), desk, connection::send));
            case ClientMessage.Offer offer -> seated(consultation -> consultation.call.offer(connection, offer));
            case ClientMessage.Restart restart ->
                seated(consultation -> consultation.call.restart(connection, restart));
            case ClientMessage.Sources sources ->
                seated(consultation -> consultation.call.sources(connection, sources));
            case ClientMessage.Record ask -> record(ask);
            case ClientMessage.Consent consent ->
                seated(consultation -> consultation.recording.answer(
                        connection, new ConsentAnswer(consent.answer(), consent.version())));
            case ClientMessage.Leave _ ->
                seated(consultation -> consultation.members.at(desk).ifPresent(consultation.call::leave));
            case ClientMessage.Ping _ -> {
                // Answered above: it is no use of the session.
            }
        }
    }

    private void about(String participantId, Consumer<Consultation> task) {
        Optional<String> consultationId = consultations.consultationOf(participantId);
        if (consultationId.isEmpty()) {
            connection.send(Refusals.UNKNOWN_PARTICIPANT);
        } else {
            ask(consultationId.get(), task);
        }
    }

    private void record(ClientMessage.Record ask) {
        Consumer<Consultation> task = consultation -> consultation.recording.record(desk, ask, connection::send);
        String consultationId = ask.consultation();
        if (consultationId == null) {
            seated(task);
        } else {
            ask(consultationId, task);
        }
    }

    private void seated(Consumer<Consultation> task) {
        String seat = desk.seat();
        if (seat == null) {
            connection.send(Refusals.NOT_ADMITTED);
        } else {
            ask(seat, task);
        }
    }

    private void ask(String consultationId, Consumer<Consultation> task) {
        consultations.tell(consultationId, task, () -> connection.send(Refusals.NOT_DONE));
    }

    @Override
    public void gone() {
        desks.disconnect(desk, connection);
        String seat = desk.seat();
        if (seat != null) {
            consultations.disconnected(seat, connection);
        }
    }
}
