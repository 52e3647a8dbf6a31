// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ConsentAnswer;
import io.apotheca.signaling.wire.ServerMessage;
import java.util.function.Consumer;

/** A visitor's connection: it can do nothing but take part, and that only once admitted. */
final class VisitorClient implements Client {
    private final Consultations consultations;
    private final String consultationId;
    private final ClientConnection connection;

    VisitorClient(Consultations consultations, String consultationId, ClientConnection connection) {
        this.consultations = consultations;
        this.consultationId = consultationId;
        this.connection = connection;
    }

    @Override
    public void receive(ClientMessage message) {
        switch (message) {
            case ClientMessage.Enter _,
                    ClientMessage.Admit _,
                    ClientMessage.Decline _,
                    ClientMessage.Remove _,
                    ClientMessage.Record _ -> connection.send(Refusals.NOT_ALLOWED);
            case ClientMessage.Offer offer -> ask(consultation -> consultation.call.offer(connection, offer));
            case ClientMessage.Restart restart -> ask(consultation -> consultation.call.restart(connection, restart));
            case ClientMessage.Sources sources -> ask(consultation -> consultation.call.sources(connection, sources));
            case ClientMessage.Consent consent ->
                ask(consultation -> consultation.recording.answer(
                        connection, new ConsentAnswer(consent.answer(), consent.version())));
            case ClientMessage.Leave _ ->
                ask(consultation -> consultation.members.on(connection).ifPresent(consultation.call::leave));
            case ClientMessage.Ping _ -> connection.send(new ServerMessage.Pong());
        }
    }

    private void ask(Consumer<Consultation> task) {
        consultations.tell(consultationId, task, () -> connection.send(Refusals.NOT_DONE));
    }

    @Override
    public void gone() {
        consultations.disconnected(consultationId, connection);
    }
}
