// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

import io.apotheca.media.srtp.SrtpKeys;
import java.time.Duration;
import java.util.List;

public final class DtlsServer implements DtlsEndpoint {
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

    /** What the transport learns. Called on the handshake's own thread, never on the loop. */
    public interface Listener {
        /** A datagram for the peer; the array is the listener's to keep. */
        void send(byte[] datagram);

        /** The handshake is done and the peer is who it should be. Comes at most once. */
        void established(SrtpKeys keys);

        /** The handshake came to nothing; the last call. */
        void failed(DtlsFailure reason);

        /** The association ended, by either side; the last call. */
        void closed();
    }

    public DtlsServer(DtlsIdentity identity, List<Fingerprint> expectedPeer, Listener listener, Duration limit) {}

    public void start() {}

    @Override
    public void onDatagram(byte[] bytes, int offset, int length) {}

    @Override
    public void close() {}
}
