// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.bwe.Limit;
import io.apotheca.media.ice.NetworkPath;
import org.jspecify.annotations.Nullable;

/**
 * How a peer's path is at one moment. A negative number stands for what is not known.
 *
 * @param path by which is sent; null while there is none
 * @param roundTripNanos smoothed, from receiver reports
 * @param lossUp share of the packets from the peer that did not come at first, 0 to 1
 * @param lossDown share of those to the peer, as it reports
 * @param receivedBps from the peer over the last second, as datagrams
 * @param sentBps to the peer likewise
 * @param targetBps what may be sent to the peer; negative where it does not report arrivals
 * @param queueNanos the standing queue on the way to the peer
 * @param limit what holds the target where it is
 */
public record PathFigures(
        TransportState state,
        @Nullable NetworkPath path,
        long roundTripNanos,
        double lossUp,
        double lossDown,
        long receivedBps,
        long sentBps,
        long targetBps,
        long queueNanos,
        Limit limit) {}
