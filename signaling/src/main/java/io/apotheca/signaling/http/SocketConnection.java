// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import io.apotheca.signaling.config.ConsultationSettings;
import io.apotheca.signaling.consultation.Client;
import io.apotheca.signaling.consultation.ClientConnection;
import io.apotheca.signaling.wire.BadMessageException;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.MessageCodec;
import io.apotheca.signaling.wire.ServerMessage;
import java.util.Locale;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket. Any thread may send; Jetty keeps the order and queues a bounded number of frames, and a client that does
 * not read them is cut off. Messages in come one after the other.
 */
final class SocketConnection implements ClientConnection {
    private static final int MOST_QUEUED_FRAMES = 256;

    private final Session session;
    private final MessageBudget budget;
    private final BoardText texts;
    private volatile long heardNanos;
    private volatile boolean pings;
    private @Nullable Client client;

    SocketConnection(Session session, ConsultationSettings settings, BoardText texts, long nowNanos) {
        this.session = session;
        this.texts = texts;
        this.budget = new MessageBudget(settings.messagesPerSecond(), settings.messageBurst(), nowNanos);
        this.heardNanos = nowNanos;
        session.setMaxOutgoingFrames(MOST_QUEUED_FRAMES);
    }

    /** Says who the client is; the function greets it. */
    void open(Function<ClientConnection, Client> who) {
        client = who.apply(this);
    }

    void onText(String text, long nowNanos) {
        heardNanos = nowNanos;
        if (!budget.take(nowNanos)) {
            refuse("too-many-messages", "Your browser sends too many messages.");
            return;
        }
        Client receiver = client;
        if (receiver == null) {
            return;
        }
        try {
            ClientMessage message = MessageCodec.decode(text);
            pings |= message instanceof ClientMessage.Ping;
            receiver.receive(message);
        } catch (BadMessageException e) {
            send(new ServerMessage.Error(e.code(), e.message()));
        }
    }

    void refuse(String code, String message) {
        send(new ServerMessage.Error(code, message));
        close(Ending.BAD_CLIENT);
    }

    void onClosed() {
        Client receiver = client;
        if (receiver != null) {
            receiver.gone();
        }
    }

    /** Cuts off a client that used to send pings and has been silent since that time: its network is gone. */
    void cutIfSilentSince(long nanos) {
        if (pings && heardNanos - nanos < 0) {
            session.disconnect();
        }
    }

    @Override
    public void send(ServerMessage message) {
        if (session.isOpen()) {
            session.sendText(texts.of(message), Callback.from(() -> {}, failure -> session.disconnect()));
        }
    }

    @Override
    public void close(Ending ending) {
        String reason = ending.name().toLowerCase(Locale.ROOT).replace('_', '-');
        session.close(ending.status(), reason, Callback.from(() -> {}, failure -> session.disconnect()));
    }
}
