// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.visit.Invitation;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ServerMessage;

/** A pharmacist and a visitor of theirs, to the point where the visitor waits; and on from there. */
final class Visit implements AutoCloseable {
    final Browser staffBrowser;
    final Browser visitorBrowser;
    final Invitation invitation;
    final String participant;
    TestSocket staff;
    TestSocket visitor;

    private Visit(TestServer server, String account) {
        staffBrowser = server.browser().signIn(account);
        staff = staffBrowser.socket("staff");
        invitation = server.invite("Alex Example");
        visitorBrowser = server.browser();
        participant = visitorBrowser.checkIn(invitation.token().secret());
        visitor = visitorBrowser.socket("visitor");
        visitor.next(ServerMessage.Waiting.class);
    }

    static Visit waiting(TestServer server) {
        return new Visit(server, "dana");
    }

    static Visit admitted(TestServer server) {
        Visit visit = waiting(server);
        visit.admit();
        return visit;
    }

    void admit() {
        staff.say(new ClientMessage.Admit(participant));
        staff.next(ServerMessage.Entered.class);
        visitor.next(ServerMessage.Admitted.class);
    }

    String consultation() {
        return invitation.consultationId();
    }

    @Override
    public void close() {
        staffBrowser.close();
        visitorBrowser.close();
    }
}
