// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.dtls.DtlsEndpoint;
import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.transport.HandshakeListener;
import io.apotheca.media.transport.SecureChannel;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * In place of DTLS: each hello is answered, and the first hands over keys that both ends know beforehand; who is closed
 * says goodbye. Everything stays on the caller's thread and in its time.
 */
public final class StandInHandshake implements SecureChannel, DtlsEndpoint {
    /** A first byte in DTLS's range (RFC 7983). */
    public static final int FIRST_BYTE = 22;

    /** The second byte of the goodbye that follows {@link #close}. */
    static final int GOODBYE = 2;

    private final SrtpKeys keys;
    private final LongSupplier clock;
    private @Nullable HandshakeListener transport;
    private boolean closed;

    public StandInHandshake(SrtpKeys keys, LongSupplier clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public DtlsEndpoint accept(HandshakeListener peer) {
        transport = peer;
        return this;
    }

    @Override
    public void onDatagram(byte[] bytes, int offset, int length) {
        if (transport != null && !closed) {
            transport.onHandshakeDatagram(new byte[] {FIRST_BYTE, 1}, clock.getAsLong());
            transport.onKeys(keys, clock.getAsLong());
        }
    }

    @Override
    public void close() {
        if (transport != null && !closed) {
            closed = true;
            transport.onHandshakeDatagram(new byte[] {FIRST_BYTE, GOODBYE}, clock.getAsLong());
        }
    }

    /** Whether the transport asked for a handshake. */
    public boolean started() {
        return transport != null;
    }

    public boolean closed() {
        return closed;
    }

    /** The peer ends the association, or the handshake fails. */
    public void end() {
        if (transport != null) {
            transport.onHandshakeEnd();
        }
    }
}
