// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.dtls.DtlsEndpoint;

/**
 * Begins the DTLS handshake of one peer. The endpoint shakes hands on a thread of its own; whoever implements this brings
 * its callbacks back to the loop that owns the transport.
 */
@FunctionalInterface
public interface SecureChannel {
    /** Starts the server side; {@code transport} hears of its datagrams and its end on its own loop. */
    DtlsEndpoint accept(HandshakeListener transport);
}
