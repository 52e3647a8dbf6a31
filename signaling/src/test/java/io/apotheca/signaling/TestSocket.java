// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.wire.BadMessageException;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.MessageCodec;
import io.apotheca.signaling.wire.ServerMessage;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One client's WebSocket: everything it was told, in order. */
final class TestSocket implements WebSocket.Listener {
    private final BlockingQueue<ServerMessage> inbox = new LinkedBlockingQueue<>();
    private final List<ServerMessage> everything = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    void opened(WebSocket open) {
        socket = open;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            try {
                ServerMessage message = MessageCodec.decodeServer(text);
                everything.add(message);
                inbox.add(message);
            } catch (BadMessageException e) {
                closed.completeExceptionally(e);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    TestSocket say(ClientMessage message) {
        return sayRaw(MessageCodec.encode(message));
    }

    TestSocket sayRaw(String text) {
        Deadlines.get(open().sendText(text, true));
        return this;
    }

    WebSocket open() {
        WebSocket open = socket;
        if (open == null) {
            throw new AssertionError("not open");
        }
        return open;
    }

    /** The next message of the type; others before it are skipped. */
    <T extends ServerMessage> T next(Class<T> type) {
        return next(type, message -> true);
    }

    <T extends ServerMessage> T next(Class<T> type, Predicate<T> which) {
        long deadlineNanos = System.nanoTime() + Deadlines.LIMIT.toNanos();
        while (true) {
            ServerMessage message;
            try {
                message = Deadlines.poll(inbox, Duration.ofNanos(deadlineNanos - System.nanoTime()));
            } catch (AssertionError e) {
                throw new AssertionError("no " + type.getSimpleName() + " among " + everything, e);
            }
            if (type.isInstance(message) && which.test(type.cast(message))) {
                return type.cast(message);
            }
        }
    }

    /** The very next message. */
    ServerMessage next() {
        return next(ServerMessage.class);
    }

    /** All that came, up to the answer to a ping sent now. */
    List<ServerMessage> everythingUntilNow() {
        say(new ClientMessage.Ping());
        next(ServerMessage.Pong.class);
        return List.copyOf(everything);
    }

    List<ServerMessage> everything() {
        return List.copyOf(everything);
    }

    int closeCode() {
        return Deadlines.get(closed);
    }

    /** As a network that is gone: no close handshake. */
    void cut() {
        open().abort();
    }
}
