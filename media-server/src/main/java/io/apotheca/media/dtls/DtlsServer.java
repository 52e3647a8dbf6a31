// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

import io.apotheca.media.srtp.SrtpKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsTimeoutException;

/**
 * The passive side of one DTLS association (RFC 6347, RFC 5764): Bouncy Castle, blocking on a virtual thread of its own. The
 * transport's loop hands datagrams in and is told by its {@link Listener} what comes out. To be started only on a path that
 * ICE has validated, and fed only from such: there is no cookie exchange, since a browser's ClientHello comes in two
 * datagrams and cannot be answered without keeping state.
 *
 * <p>The thread lives until the association ends, so that a repeated last flight is answered (RFC 6347, section 4.2.4) and
 * the peer's close_notify noticed; whoever owns the endpoint must close it.
 */
public final class DtlsServer implements DtlsEndpoint {
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

    private static final int RECORD_LIMIT = 2048;
    private static final int FOREVER = 0;

    /** What the transport learns. Called on the association's own thread, never on the loop. */
    public interface Listener {
        /** A datagram for the peer; the array is the listener's to keep. */
        void send(byte[] datagram);

        /** The handshake is done and the peer is who it should be. Comes at most once. */
        void established(SrtpKeys keys);

        /** The handshake came to nothing; the last call. */
        void failed(DtlsFailure reason);

        /** The association ended, or its handshake was called off; the last call. */
        void closed();
    }

    private final ServerPolicy policy;
    private final Listener listener;
    private final DatagramQueue datagrams;
    private volatile boolean calledOff;

    /**
     * A server that accepts a client whose certificate has one of the fingerprints, within the time limit. Nothing is sent
     * before {@link #start()}; datagrams may be handed in earlier.
     */
    public DtlsServer(DtlsIdentity identity, List<Fingerprint> expectedPeer, Listener listener, Duration limit) {
        policy = new ServerPolicy(identity, expectedPeer, limit);
        this.listener = listener;
        datagrams = new DatagramQueue(listener::send);
    }

    /** Starts the handshake; to be called once. */
    public void start() {
        Thread.ofVirtual().name("dtls").start(this::run);
    }

    @Override
    public void onDatagram(byte[] bytes, int offset, int length) {
        datagrams.offer(bytes, offset, length);
    }

    @Override
    public void close() {
        calledOff = true;
        datagrams.end();
    }

    /** Datagrams handed in and not read yet. */
    int waiting() {
        return datagrams.size();
    }

    private void run() {
        DTLSTransport association;
        try {
            association = new DTLSServerProtocol().accept(policy, datagrams);
        } catch (IOException | RuntimeException e) {
            explain(e);
            return;
        }
        SrtpKeys keys = policy.keys();
        if (keys == null) {
            listener.failed(DtlsFailure.PROTOCOL);
            return;
        }
        listener.established(keys);
        attend(association);
        listener.closed();
    }

    /** Reads until either side ends it; application data is not for us, the record layer does the rest. */
    private void attend(DTLSTransport association) {
        byte[] ignored = new byte[RECORD_LIMIT];
        try {
            while (!datagrams.ended()) {
                association.receive(ignored, 0, ignored.length, FOREVER);
            }
        } catch (IOException e) {
            // Closed from this side, or the record layer gave up with an alert of its own.
        }
        sayGoodbye(association);
    }

    /** Sends close_notify unless the record layer has closed already. */
    private static void sayGoodbye(DTLSTransport association) {
        try {
            association.close();
        } catch (IOException e) {
            // The peer will find out by itself.
        }
    }

    private void explain(Exception e) {
        DtlsFailure known = policy.failure();
        if (known != null) {
            listener.failed(known);
        } else if (calledOff) {
            listener.closed();
        } else {
            listener.failed(e instanceof TlsTimeoutException ? DtlsFailure.TIMEOUT : DtlsFailure.PROTOCOL);
        }
    }
}
