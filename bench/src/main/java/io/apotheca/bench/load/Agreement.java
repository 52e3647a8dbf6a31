// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ConsentState;
import io.apotheca.signaling.wire.Question;
import io.apotheca.signaling.wire.ServerMessage;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody says yes when asked whether they may be recorded; and which rooms are. Any thread may use it. */
final class Agreement {
    private final Set<Integer> recorded = ConcurrentHashMap.newKeySet();

    /** How many rooms are recorded now, by what their people are told. */
    int recorded() {
        return recorded.size();
    }

    /** The server is gone: nobody is told anything now. */
    void forget() {
        recorded.clear();
    }

    /** Somebody in the room is told of its recording. */
    void hear(int room, ServerMessage.Recording told, Conversation by) {
        if (told.state() == ServerMessage.Recording.State.ON) {
            recorded.add(room);
        } else {
            recorded.remove(room);
        }
        Question question = told.question();
        if (question != null && told.you() == ConsentState.NEEDED) {
            // Not on the thread that hears: what is said waits until it is sent.
            Thread.startVirtualThread(() -> agree(question, by));
        }
    }

    private static void agree(Question question, Conversation by) {
        try {
            by.say(new ClientMessage.Consent(ConsentState.GIVEN, question.version()));
        } catch (IOException e) {
            // Gone: whoever waits for the recording says so.
        }
    }
}
