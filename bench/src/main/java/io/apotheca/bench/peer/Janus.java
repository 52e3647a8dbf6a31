// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apotheca.bench.client.Formats;
import io.apotheca.bench.client.MediaClients;
import io.apotheca.bench.load.Seat;
import io.apotheca.bench.load.ServerProcess;
import io.apotheca.bench.load.Session;
import io.apotheca.bench.load.Sfu;
import io.apotheca.bench.load.Streams;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Janus' video room: Opus and VP8 in one stream each, audio levels, transport-wide feedback to publishers, retransmission. A room of the bench
 * is one of Janus', made by who enters first.
 */
final class Janus implements Sfu {
    /** Far above what anybody sends; Janus' own cap of a sender would be 128 kb/s. */
    private static final int SENDER_LIMIT_BPS = 20_000_000;

    private final JanusServer server;
    private final String name;
    private final JanusHandle rooms;
    private final Set<Integer> made = ConcurrentHashMap.newKeySet();

    private Janus(JanusServer server, String name, JanusHandle rooms) {
        this.server = server;
        this.name = name;
        this.rooms = rooms;
    }

    /** Starts one; {@code eventLoops} threads move its media, or with 0 one a connection, as Janus does by itself. */
    static Janus start(JanusInstallation installed, int eventLoops) throws IOException, InterruptedException {
        String loops = eventLoops == 0 ? "a thread a connection" : eventLoops + " event loops";
        String name = "Janus " + installed.version() + ", " + loops;
        JanusServer server = JanusServer.start(installed, eventLoops);
        try {
            return new Janus(server, name, JanusHandle.attach(server.api(), JanusHandle.session(server.api())));
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Session enter(Seat seat, MediaClients clients) throws IOException {
        if (seat.publishing().layers() > 1) {
            throw new IOException("Janus is compared without simulcast.");
        }
        Streams streams = Streams.of(seat.publishing(), JanusSession.MICROPHONE, JanusSession.CAMERA, Formats.OFFERED);
        int room = seat.room() + 1;
        if (made.add(room)) {
            open(room, seat.places());
        }
        return JanusSession.enter(server.api(), clients, server.address(), room, streams);
    }

    private void open(int room, int places) throws IOException {
        ObjectNode create = JanusApi.object()
                .put("request", "create")
                .put("room", room)
                .put("publishers", places)
                .put("bitrate", SENDER_LIMIT_BPS)
                .put("audiocodec", "opus")
                .put("videocodec", "vp8");
        var _ = rooms.message(create);
    }

    @Override
    public Optional<ServerProcess> process() {
        return Optional.of(server.process());
    }

    @Override
    public void close() {
        server.close();
    }
}
