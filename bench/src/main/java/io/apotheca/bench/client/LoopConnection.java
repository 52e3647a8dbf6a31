// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.dtls.DtlsClient;
import io.apotheca.media.dtls.DtlsEndpoint;
import io.apotheca.media.dtls.DtlsFailure;
import io.apotheca.media.dtls.DtlsServer;
import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProfile;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A connection on a loop. What {@link MediaConnection} promises any thread is put into the loop's mailbox. */
final class LoopConnection extends TimerWheel.Timer implements MediaConnection, Line, DtlsServer.Listener {
    private final ClientLoop loop;
    private final LoopClients clients;
    private final ClientSocket socket;
    private final LocalParameters local;
    private final SplittableRandom random;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Long> firstMedia = new CompletableFuture<>();
    private @Nullable ClientTransport transport;
    private List<SentStream> sent = List.of();
    private List<ReceivedStream> received = List.of();
    private boolean closed;

    LoopConnection(
            ClientLoop loop, LoopClients clients, ClientSocket socket, LocalParameters local, SplittableRandom random) {
        this.loop = loop;
        this.clients = clients;
        this.socket = socket;
        this.local = local;
        this.random = random;
    }

    @Override
    public LocalParameters local() {
        return local;
    }

    @Override
    public void connect(RemoteParameters remote) {
        loop.execute(() -> begin(remote));
    }

    private void begin(RemoteParameters remote) {
        if (closed || transport != null) {
            return;
        }
        try {
            socket.connect(remote.address(), loop.selector(), this);
        } catch (IOException | RuntimeException e) {
            connected.completeExceptionally(e);
            end();
            return;
        }
        long nowNanos = System.nanoTime();
        ClientTransport begun = new ClientTransport(
                new ClientTransport.Setup(local.ice(), remote, clients.suite(), clients.clock(), loop.tally()),
                this,
                random,
                nowNanos);
        begun.receive(received);
        begun.send(sent, nowNanos);
        transport = begun;
        loop.add(this);
        loop.schedule(this);
    }

    @Override
    public void send(List<SentStream> streams) {
        List<SentStream> all = List.copyOf(streams);
        loop.execute(() -> {
            sent = all;
            if (transport != null) {
                transport.send(all, System.nanoTime());
                loop.schedule(this);
            }
        });
    }

    @Override
    public void receive(List<ReceivedStream> streams) {
        List<ReceivedStream> all = List.copyOf(streams);
        loop.execute(() -> {
            received = all;
            if (transport != null) {
                transport.receive(all);
                loop.schedule(this);
            }
        });
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
        loop.execute(this::hangUp);
    }

    /** The association says goodbye by the socket, so that is closed after it. */
    private void hangUp() {
        if (closed) {
            return;
        }
        closed = true;
        loop.remove(this);
        if (transport == null || !transport.close()) {
            release();
        }
    }

    /** At once, without a word to the peer. */
    void end() {
        hangUp();
        release();
    }

    private void release() {
        IllegalStateException over = new IllegalStateException("the connection has ended");
        connected.completeExceptionally(over);
        firstMedia.completeExceptionally(over);
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    ClientSocket socket() {
        return socket;
    }

    boolean receiving() {
        return transport != null && transport.receiving();
    }

    void onDatagram(PacketBuffer datagram, long nowNanos) {
        if (transport != null && !closed) {
            transport.onDatagram(datagram, nowNanos);
        }
    }

    void onDeadline(long nowNanos) {
        if (transport != null) {
            transport.onDeadline(nowNanos);
        }
    }

    long nextDeadlineNanos() {
        return transport == null ? Long.MAX_VALUE : transport.nextDeadlineNanos();
    }

    // What the transport asks of its line, on the loop.

    @Override
    public void send(PacketBuffer datagram) {
        if (!loop.send(socket, datagram)) {
            loop.tally().unsent++;
        }
    }

    @Override
    public DtlsEndpoint shakeHands(Fingerprint peer) {
        DtlsClient client = new DtlsClient(
                clients.identity(),
                peer,
                List.of(SrtpProfile.AEAD_AES_128_GCM),
                this,
                DtlsServer.DEFAULT_LIMIT,
                clients.identity());
        client.start();
        return client;
    }

    @Override
    public void onConnected() {
        connected.complete(null);
    }

    @Override
    public void onFirstMedia(long nowNanos) {
        firstMedia.complete(nowNanos);
    }

    // What the handshake tells, on its own thread.

    @Override
    public void send(byte[] datagram) {
        loop.execute(() -> {
            if (transport != null) {
                transport.sendHandshake(datagram);
            }
        });
    }

    @Override
    public void established(SrtpKeys keys) {
        loop.execute(() -> {
            if (transport != null && !closed) {
                transport.onKeys(keys, System.nanoTime());
                loop.schedule(this);
            }
        });
    }

    @Override
    public void failed(DtlsFailure reason) {
        loop.execute(() -> {
            connected.completeExceptionally(new IOException("the handshake failed: " + reason));
            end();
        });
    }

    @Override
    public void closed() {
        loop.execute(this::end);
    }
}
