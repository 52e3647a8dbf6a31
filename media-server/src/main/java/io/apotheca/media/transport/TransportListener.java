// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.bwe.WarmStart;
import io.apotheca.media.stun.TransportAddress;

/** What the owner of a {@link PeerTransport} hears from it and is asked by it, on its loop; all but the state may be left alone. */
public interface TransportListener {
    void onState(TransportState state, long nowNanos);

    /** The level of the peer's microphone, RFC 6464: 0 (loudest) to 127 (silence), in -dBov. */
    default void onAudioLevel(int level, long nowNanos) {}

    /** What the path carries was shared anew among what the peer is shown. */
    default void onShared() {}

    /** Media is about to go to an address that none went to before: what is known of the path there. */
    default WarmStart onPath(TransportAddress remote, long nowNanos) {
        return WarmStart.COLD;
    }

    /**
     * What the path to this address was found to carry, now and then.
     *
     * @param atLeast whether it may carry more, because no more was sent
     */
    default void onCarried(TransportAddress remote, long bps, boolean atLeast, long nowNanos) {}

    /** Somebody else's wish moved the transport's deadline, perhaps to sooner. */
    default void onDeadlineMoved() {}
}
