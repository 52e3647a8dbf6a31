// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.dtls.DtlsClient;
import io.apotheca.media.dtls.DtlsEndpoint;
import io.apotheca.media.dtls.DtlsFailure;
import io.apotheca.media.dtls.DtlsIdentity;
import io.apotheca.media.dtls.DtlsServer;
import io.apotheca.media.srtp.SrtpKeys;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The DTLS part of a {@link Rehearsal}: a server and a client in memory, both with the node's own certificate. */
final class RehearsalHandshake implements DtlsServer.Listener {
    private static final int HANDSHAKES = 3;

    private final CountDownLatch done;
    private volatile @Nullable DtlsEndpoint peer;

    private RehearsalHandshake(CountDownLatch done) {
        this.done = done;
    }

    static void run(DtlsIdentity identity) {
        for (int i = 0; i < HANDSHAKES; i++) {
            shakeHands(identity);
        }
    }

    private static void shakeHands(DtlsIdentity identity) {
        CountDownLatch done = new CountDownLatch(2);
        RehearsalHandshake atServer = new RehearsalHandshake(done);
        RehearsalHandshake atClient = new RehearsalHandshake(done);
        DtlsServer server =
                new DtlsServer(identity, List.of(identity.fingerprint()), atServer, DtlsServer.DEFAULT_LIMIT);
        DtlsClient client = new DtlsClient(identity, identity.fingerprint(), atClient);
        atServer.peer = client;
        atClient.peer = server;
        server.start();
        client.start();
        try {
            done.await(DtlsServer.DEFAULT_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            client.close();
            server.close();
        }
    }

    @Override
    public void send(byte[] datagram) {
        DtlsEndpoint to = peer;
        if (to != null) {
            to.onDatagram(datagram, 0, datagram.length);
        }
    }

    @Override
    public void established(SrtpKeys keys) {
        done.countDown();
    }

    @Override
    public void failed(DtlsFailure reason) {
        done.countDown();
    }

    @Override
    public void closed() {}
}
