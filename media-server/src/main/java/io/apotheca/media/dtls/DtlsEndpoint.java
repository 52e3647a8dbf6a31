// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

/** What a transport sees of its DTLS association. Both methods are called on the transport's loop and never block. */
public interface DtlsEndpoint {
    /** Hands over one datagram. It is copied; when too many are waiting it is dropped, as the network might have done. */
    void onDatagram(byte[] bytes, int offset, int length);

    /** Ends the handshake or the association; the peer is told (close_notify) when there is one. */
    void close();
}
