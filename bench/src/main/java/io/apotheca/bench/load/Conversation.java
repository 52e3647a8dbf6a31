// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import io.apotheca.signaling.wire.BadMessageException;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.MessageCodec;
import io.apotheca.signaling.wire.ServerMessage;
import java.io.IOException;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One person's WebSocket. At first what the server says waits to be asked for; once somebody {@link #listen}s, it goes there
 * and nothing is kept. Any thread may use it.
 */
final class Conversation implements WebSocket.Listener {
    private static final long LIMIT_SECONDS = 30;
    private static final long FAREWELL_SECONDS = 2;

    private final BlockingQueue<ServerMessage> inbox = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private final ReentrantLock sending = new ReentrantLock();
    private volatile Consumer<ServerMessage> listener = inbox::add;
    private volatile List<String> wanted = List.of("");
    private volatile @Nullable WebSocket socket;

    Conversation begin(WebSocket open) {
        socket = open;
        return this;
    }

    /** Says it, after what was said before. */
    void say(ClientMessage message) throws IOException {
        WebSocket open = Objects.requireNonNull(socket);
        sending.lock();
        try {
            open.sendText(MessageCodec.encode(message), true).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (Exception e) {
            throw new IOException("the WebSocket is closed", e);
        } finally {
            sending.unlock();
        }
    }

    /** The next message of this type; those before it are passed over. */
    <T extends ServerMessage> T next(Class<T> type) throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (true) {
            ServerMessage message = inbox.poll(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new IOException("the server did not say \"" + type.getSimpleName() + "\" in time");
            }
            if (message instanceof ServerMessage.Error error) {
                throw new IOException("the server refused: " + error.code());
            }
            if (type.isInstance(message)) {
                return type.cast(message);
            }
        }
    }

    /** From now on messages of these types, as the wire names them, go here, and no others. */
    void listen(List<String> types, Consumer<ServerMessage> to) {
        listener = to;
        wanted = types.stream().map(type -> "{\"type\":\"" + type + "\"").toList();
        inbox.clear();
    }

    /** Once the server has read all that was said; one that does not answer is left without a word. */
    void end() {
        WebSocket open = socket;
        if (open == null) {
            return;
        }
        try {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .thenCompose(sent -> closed)
                    .get(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Gone already, or hangs.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.abort();
    }

    /** Without a word; the server sees that the connection is gone. */
    void cut() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            hear(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    /** What comes to everybody at each change in a large room is not even read where nobody wants it. */
    private void hear(String text) {
        if (wanted.stream().noneMatch(text::startsWith)) {
            return;
        }
        try {
            listener.accept(MessageCodec.decodeServer(text));
        } catch (BadMessageException e) {
            cut();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(true);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(true);
        // Whoever waits for a message finds out; a call goes on without its WebSocket for a while.
    }
}
