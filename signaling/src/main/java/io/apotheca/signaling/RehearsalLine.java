// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.consultation.Client;
import io.apotheca.signaling.consultation.ClientConnection;
import io.apotheca.signaling.wire.BadMessageException;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.MessageCodec;
import io.apotheca.signaling.wire.ServerMessage;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A client's WebSocket in a {@link Rehearsal}, JSON included but without a network. Any thread may use it. */
final class RehearsalLine implements ClientConnection {
    private static final long PATIENCE_SECONDS = 5;

    private final Set<Class<?>> heard = ConcurrentHashMap.newKeySet();
    private final Semaphore news = new Semaphore(0);

    /** What was expected did not come in time. */
    static final class Missed extends Exception {
        private static final long serialVersionUID = 1;
    }

    static void say(Client client, ClientMessage message) {
        try {
            client.receive(MessageCodec.decode(MessageCodec.encode(message)));
        } catch (BadMessageException e) {
            throw new IllegalStateException("our own message was refused", e);
        }
    }

    /** Returns once such a message has come, now or earlier. */
    void await(Class<? extends ServerMessage> kind) throws Missed {
        while (!heard.contains(kind)) {
            await();
        }
    }

    private void await() throws Missed {
        try {
            if (!news.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Missed();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Missed();
        }
    }

    @Override
    public void send(ServerMessage message) {
        var _ = MessageCodec.encode(message);
        if (heard.add(message.getClass())) {
            news.release();
        }
    }

    @Override
    public void close(Ending ending) {}
}
