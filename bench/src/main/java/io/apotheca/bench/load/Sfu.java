// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import io.apotheca.bench.client.MediaClients;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A media server under load, as the bench sees it: ours, or a peer by its own adapter. An adapter starts the server or
 * attaches to one that runs, and does its signaling; media is the same for all ({@link MediaClients}).
 *
 * <p>An adapter is made when its server is ready. {@link #enter} is called on many virtual threads at the same time, and may
 * block; the first place of a room is entered, and that call has returned, before its other places are.
 */
public interface Sfu extends AutoCloseable {
    /** For people: "Apotheca", "Janus 1.1.2". */
    String name();

    /**
     * One participant enters its room, publishes what its seat says, and receives what the others in the room publish.
     * Returns when the server has answered and the media has begun to connect.
     *
     * @throws IOException when the server refuses or cannot be reached; the message says what happened, without secrets
     */
    Session enter(Seat seat, MediaClients clients) throws IOException, InterruptedException;

    /**
     * Makes ready what somebody needs who will enter this room, where a server asks for such a thing: an invitation that was
     * sent before. Called as often as people will come, after the first of the room has entered, and not while it is measured.
     */
    default void invite(int room) throws IOException, InterruptedException {}

    /** The server's process, where it is one of this machine that the adapter knows. */
    Optional<ServerProcess> process();

    /** The server's own figures now; those that it does not tell are left out. */
    default ServerFigures figures() {
        return ServerFigures.NONE;
    }

    /**
     * Memory that the server's process keeps now, garbage aside, so that two readings tell what the people between them
     * take; nothing where it cannot be known. Reading it may take a moment, and does not happen while the load is measured.
     */
    default OptionalLong memoryBytes() throws IOException {
        Optional<ServerProcess> process = process();
        return process.isPresent() ? OptionalLong.of(process.get().memoryBytes()) : OptionalLong.empty();
    }

    /** How long the server's runtime stopped all its threads, each time since the last call. */
    default List<Long> pausesNanos() {
        return List.of();
    }

    /** Ends what the adapter has started, and leaves alone what it found running. */
    @Override
    void close();
}
