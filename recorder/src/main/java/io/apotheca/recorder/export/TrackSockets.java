// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Gives each track to another process as a stream of its own, by a socket in a folder that only its owner can enter, so that
 * nothing in clear lies on the disk and each is read as fast as it is needed. Each has a thread.
 */
final class TrackSockets implements AutoCloseable {
    private final ArchivedSession session;
    private final Path folder;
    private final List<Path> paths = new ArrayList<>();
    private final List<ServerSocketChannel> sockets = new ArrayList<>();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private volatile boolean closing;

    TrackSockets(ArchivedSession session, List<ArchivedTrack> tracks) throws IOException {
        this.session = session;
        folder = Files.createTempDirectory("apotheca-export-"); // for its owner alone
        folder.toFile().deleteOnExit();
        try {
            for (ArchivedTrack track : tracks) {
                open(track);
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void open(ArchivedTrack track) throws IOException {
        Path path = folder.resolve(Integer.toString(paths.size()));
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        sockets.add(socket);
        path.toFile().deleteOnExit();
        socket.bind(UnixDomainSocketAddress.of(path));
        paths.add(path);
        Thread.ofPlatform().daemon().name("export-track").start(() -> serve(socket, track));
    }

    private void serve(ServerSocketChannel socket, ArchivedTrack track) {
        try (SocketChannel channel = socket.accept();
                OutputStream out = Channels.newOutputStream(channel)) {
            session.write(List.of(track), true, out);
        } catch (ArchivedSession.ReaderGoneException e) {
            // its exit code tells whether it had enough
        } catch (IOException e) {
            if (!closing) {
                failure.compareAndSet(null, e);
            }
        }
    }

    /** Where each track is, as ffmpeg names it. */
    List<String> addresses() {
        return paths.stream().map(path -> "unix:" + path).toList();
    }

    /** What kept a track from being read to its end, if anything did. */
    @Nullable
    IOException failure() {
        return failure.get();
    }

    @Override
    public void close() throws IOException {
        closing = true;
        for (ServerSocketChannel socket : sockets) {
            socket.close();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
        Files.deleteIfExists(folder);
    }
}
