// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.dtls.DtlsEndpoint;
import io.apotheca.media.dtls.DtlsFailure;
import io.apotheca.media.dtls.DtlsServer;
import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.net.MediaLoop;
import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.transport.HandshakeListener;
import io.apotheca.media.transport.PeerTransport;
import io.apotheca.media.transport.SecureChannel;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The DTLS side of one transport: the handshake runs on a virtual thread, its outcome goes back to the loop. */
final class Handshake implements SecureChannel {
    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

    private final Node node;
    private final List<Fingerprint> expected;
    private final MediaLoop loop;
    private @Nullable PeerTransport transport;

    Handshake(Node node, List<Fingerprint> expected, MediaLoop loop) {
        this.node = node;
        this.expected = expected;
        this.loop = loop;
    }

    /** Names the transport whose deadlines move with the handshake. */
    void attach(PeerTransport transport) {
        this.transport = transport;
    }

    @Override
    public DtlsEndpoint accept(HandshakeListener peer) {
        DtlsServer server = new DtlsServer(node.identity(), expected, new Carrier(peer), node.handshakeLimit());
        server.start();
        return server;
    }

    private void post(HandshakeListener peer, Consumer<HandshakeListener> news) {
        loop.execute(() -> {
            news.accept(peer);
            if (transport != null) {
                loop.touch(transport);
            }
        });
    }

    /** Called on the handshake's thread. */
    private final class Carrier implements DtlsServer.Listener {
        private final HandshakeListener peer;

        Carrier(HandshakeListener peer) {
            this.peer = peer;
        }

        @Override
        public void send(byte[] datagram) {
            post(peer, to -> to.onHandshakeDatagram(datagram, loop.nowNanos()));
        }

        @Override
        public void established(SrtpKeys keys) {
            post(peer, to -> to.onKeys(keys, loop.nowNanos()));
        }

        @Override
        public void failed(DtlsFailure reason) {
            LOG.info("A DTLS handshake failed: {}", reason);
            post(peer, HandshakeListener::onHandshakeEnd);
        }

        @Override
        public void closed() {
            post(peer, HandshakeListener::onHandshakeEnd);
        }
    }
}
