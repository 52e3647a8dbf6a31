// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.dtls.DtlsEndpoint;
import io.apotheca.media.dtls.Fingerprint;

/** What a transport has outside: its socket, and who shakes hands for it. Calls come on the transport's loop. */
interface Line {
    /** Sends to the peer; the buffer is free again afterwards. */
    void send(PacketBuffer datagram);

    /** Shakes hands as a client; keys and datagrams to send come back to the transport, on its loop. */
    DtlsEndpoint shakeHands(Fingerprint peer);

    /** Media can flow both ways. */
    void onConnected();

    /** The first packet of media has come. */
    void onFirstMedia(long nowNanos);
}
