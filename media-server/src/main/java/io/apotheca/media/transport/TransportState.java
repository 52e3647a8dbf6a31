// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

/** Where a {@link PeerTransport} is in its life. */
public enum TransportState {
    /** Waiting for checks, or shaking hands. */
    CONNECTING,
    /** A path and keys: media flows. */
    CONNECTED,
    /** Nothing authentic has come for a while; it may still come back. */
    INTERRUPTED,
    /** Given up: the handshake failed, or the silence was too long. Final. */
    FAILED,
    /** Closed by us. Final. */
    CLOSED
}
