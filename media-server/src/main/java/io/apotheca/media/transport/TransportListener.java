// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

/** What the owner of a {@link PeerTransport} hears from it, on its loop. */
public interface TransportListener {
    void onState(TransportState state, long nowNanos);

    /** The level of the peer's microphone, RFC 6464: 0 (loudest) to 127 (silence), in -dBov. */
    void onAudioLevel(int level, long nowNanos);

    /** What the path carries was shared anew among what the peer is shown. */
    void onShared();

    /** Somebody else's wish moved the transport's deadline, perhaps to sooner. */
    void onDeadlineMoved();
}
