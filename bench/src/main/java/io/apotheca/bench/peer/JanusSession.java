// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apotheca.bench.client.Formats;
import io.apotheca.bench.client.LocalDescription;
import io.apotheca.bench.client.MediaClients;
import io.apotheca.bench.client.MediaConnection;
import io.apotheca.bench.client.MediaKind;
import io.apotheca.bench.client.MediaLine;
import io.apotheca.bench.client.RemoteDescription;
import io.apotheca.bench.load.Session;
import io.apotheca.bench.load.Streams;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A participant of a video room: one handle and connection to publish by, one to watch all others by. Janus names the
 * publishers as their media begins, and offers the watching connection anew when they change. What it says is dealt with
 * one by one, on a virtual thread of the session.
 */
final class JanusSession implements Session {
    static final String MICROPHONE = "0";
    static final String CAMERA = "1";

    private final JanusApi api;
    private final MediaClients clients;
    private final InetAddress address;
    private final int room;
    private final long beganNanos = System.nanoTime();
    private final long id;
    private final LinkedBlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final List<JanusHandle> handles = new CopyOnWriteArrayList<>();
    private final List<MediaConnection> connections = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Long> firstMedia = new CompletableFuture<>();
    private final Thread attendant = Thread.ofVirtual().name("janus-session").unstarted(this::attend);

    /** The attendant's. */
    private @Nullable Watching watching;

    /** Both stay the same while the streams come and go. */
    private record Watching(JanusHandle handle, MediaConnection connection) {}

    private JanusSession(JanusApi api, MediaClients clients, InetAddress address, int room) throws IOException {
        this.api = api;
        this.clients = clients;
        this.address = address;
        this.room = room;
        this.id = JanusHandle.session(api);
    }

    /** Joins the room, which exists, and begins to send the streams, from this address of this machine. */
    static JanusSession enter(JanusApi api, MediaClients clients, InetAddress address, int room, Streams streams)
            throws IOException {
        JanusSession session = new JanusSession(api, clients, address, room);
        boolean entered = false;
        try {
            session.join(streams);
            entered = true;
        } finally {
            if (!entered) {
                session.close();
            }
        }
        return session;
    }

    private void join(Streams streams) throws IOException {
        JanusHandle handle = attach();
        ObjectNode body = JanusApi.object().put("ptype", "publisher").put("room", room);
        if (streams.all().isEmpty()) {
            events.add(handle.message(body.put("request", "join")));
            connected.complete(null);
        } else {
            MediaConnection connection = open();
            List<MediaLine> lines = new ArrayList<>();
            if (!streams.audio().isEmpty()) {
                lines.add(MediaLine.sending(MediaKind.AUDIO, MICROPHONE, streams.audio()));
            }
            if (!streams.video().isEmpty()) {
                lines.add(MediaLine.sending(MediaKind.VIDEO, CAMERA, streams.video()));
            }
            String offer = LocalDescription.write(connection.local(), Formats.OFFERED, lines);
            JsonNode joined = handle.message(body.put("request", "joinandconfigure"), "offer", offer);
            connection.send(streams.all());
            connection.connect(description(joined).parameters());
            follow(connection.connected(), connected);
            events.add(joined);
        }
        attendant.start();
    }

    private void attend() {
        try {
            while (true) {
                JsonNode event = events.take();
                watch(event.path("plugindata").path("data").path("publishers"));
                Watching current = watching;
                if (current != null
                        && event.path("sender").asLong() == current.handle().id()
                        && event.has("jsep")) {
                    answer(current, event);
                }
            }
        } catch (InterruptedException e) {
            // Left.
        } catch (IOException e) {
            connected.completeExceptionally(e);
            firstMedia.completeExceptionally(e);
        }
    }

    /** Asks for all that those send who have begun to publish. Janus offers now, or after an offer that is under way. */
    private void watch(JsonNode publishers) throws IOException {
        if (publishers.isEmpty()) {
            return;
        }
        ArrayNode feeds = JanusApi.object().arrayNode();
        publishers.forEach(each -> feeds.addObject().set("feed", each.path("id")));
        Watching current = watching;
        if (current == null) {
            begin(feeds);
            return;
        }
        ObjectNode update = JanusApi.object().put("request", "update");
        update.set("subscribe", feeds);
        events.add(current.handle().message(update));
    }

    private void begin(ArrayNode feeds) throws IOException {
        Watching begun = new Watching(attach(), open());
        watching = begun;
        ObjectNode join = JanusApi.object()
                .put("request", "join")
                .put("ptype", "subscriber")
                .put("room", room);
        join.set("streams", feeds);
        JsonNode joined = begun.handle().message(join);
        answer(begun, joined);
        follow(begun.connection().firstMediaNanos(), firstMedia);
        begun.connection().connect(description(joined).parameters());
    }

    private void answer(Watching begun, JsonNode offered) throws IOException {
        RemoteDescription offer = description(offered);
        begun.connection().receive(offer.received());
        List<MediaLine> lines = new ArrayList<>();
        for (RemoteDescription.Line each : offer.lines()) {
            if (each.kind() != null) {
                lines.add(MediaLine.receiving(each.kind(), each.mid()));
            }
        }
        String answer = LocalDescription.write(begun.connection().local(), offer.formats(), lines);
        events.add(begun.handle().message(JanusApi.object().put("request", "start"), "answer", answer));
    }

    private JanusHandle attach() throws IOException {
        JanusHandle handle = JanusHandle.attach(api, id);
        handles.add(handle);
        api.listen(handle.id(), events::add);
        return handle;
    }

    private MediaConnection open() throws IOException {
        MediaConnection connection = clients.open(address);
        connections.add(connection);
        return connection;
    }

    private static RemoteDescription description(JsonNode event) throws IOException {
        if (!event.has("jsep")) {
            throw new IOException("Janus gave no session description");
        }
        return RemoteDescription.read(event.path("jsep").path("sdp").asText());
    }

    private static <T> void follow(CompletableFuture<T> first, CompletableFuture<T> then) {
        var _ = first.whenComplete((value, failure) -> {
            if (failure == null) {
                then.complete(value);
            } else {
                then.completeExceptionally(failure);
            }
        });
    }

    @Override
    public long beganNanos() {
        return beganNanos;
    }

    @Override
    public CompletableFuture<Void> connected() {
        return connected;
    }

    @Override
    public CompletableFuture<Long> firstMediaNanos() {
        return firstMedia;
    }

    @Override
    public void close() {
        attendant.interrupt();
        try {
            attendant.join();
            var _ = api.ask(JanusApi.object().put("janus", "destroy").put("session_id", id));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Janus is gone, and the session with it.
        }
        handles.forEach(handle -> api.forget(handle.id()));
        connections.forEach(MediaConnection::close);
        IOException left = new IOException("the participant has left");
        connected.completeExceptionally(left);
        firstMedia.completeExceptionally(left);
    }
}
