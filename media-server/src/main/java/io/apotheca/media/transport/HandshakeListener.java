// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.srtp.SrtpKeys;

/** What a transport hears from its DTLS handshake, called on the transport's loop. */
public interface HandshakeListener {
    /** A DTLS datagram to send. */
    void onHandshakeDatagram(byte[] datagram, long nowNanos);

    /** The peer's certificate is the announced one; these are the SRTP keys. */
    void onKeys(SrtpKeys keys, long nowNanos);

    /** The handshake failed, or the peer closed the association. */
    void onHandshakeEnd();
}
