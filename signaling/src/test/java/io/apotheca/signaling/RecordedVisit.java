// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.sdp.Offers;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ConsentState;
import io.apotheca.signaling.wire.Question;
import io.apotheca.signaling.wire.ServerMessage;
import io.apotheca.signaling.wire.ServerMessage.Recording;
import io.apotheca.signaling.wire.WaitingPerson;
import org.jspecify.annotations.Nullable;

/** What people in a recorded consultation say and see. */
final class RecordedVisit {
    private RecordedVisit() {}

    /** Both have media; nothing is asked yet. */
    static Visit connected(TestServer server) {
        Visit visit = Visit.admitted(server);
        connect(visit.visitor);
        connect(visit.staff);
        return visit;
    }

    static void connect(TestSocket socket) {
        socket.say(Offers.full(Offers.text("chromium-offer-18")));
        socket.next(ServerMessage.Answer.class);
    }

    /** Staff ask, and both agree: it is on for both. */
    static Visit recorded(TestServer server) {
        Visit visit = connected(server);
        visit.staff.say(new ClientMessage.Record(null, true, null));
        agree(visit.staff);
        agree(visit.visitor);
        seen(visit.visitor, Recording.State.ON);
        seen(visit.staff, Recording.State.ON);
        return visit;
    }

    static Question asked(TestSocket socket) {
        Question question = socket.next(Recording.class, told -> told.you() == ConsentState.NEEDED)
                .question();
        if (question == null) {
            throw new AssertionError("asked without a question");
        }
        return question;
    }

    static void agree(TestSocket socket) {
        answer(socket, ConsentState.GIVEN, asked(socket));
    }

    static void answer(TestSocket socket, ConsentState answer, @Nullable Question to) {
        if (to == null) {
            throw new AssertionError("nothing to answer");
        }
        socket.say(new ClientMessage.Consent(answer, to.version()));
    }

    /** Whether staff see somebody waiting who says this. */
    static boolean waits(ServerMessage.Queue queue, ConsentState consent) {
        return queue.waiting().stream()
                .map(WaitingPerson::recording)
                .anyMatch(plan -> plan != null && plan.consent() == consent);
    }

    static Recording seen(TestSocket socket, Recording.State state) {
        return socket.next(Recording.class, told -> told.state() == state);
    }
}
