// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import io.apotheca.media.stun.TransportAddress;

/** What is remembered of receivers' addresses from one call to the next. Asked and told on a loop. */
public interface PathMemory {
    /** What the path to this address carried, in bits per second, or 0 when nothing is known of it. */
    long recall(TransportAddress address, long nowNanos);

    /**
     * Something was found out about the path to this address.
     *
     * @param atLeast whether it may carry more, because no more was sent
     */
    void remember(TransportAddress address, long bps, boolean atLeast, long nowNanos);
}
