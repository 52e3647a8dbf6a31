// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import java.util.Arrays;

/** The subscribers of one inbound track: a plain array, replaced on change. Owned by its MediaLoop. */
final class Fanout {
    private static final OutboundTrack[] NONE = {};

    private OutboundTrack[] subscribers = NONE;

    void add(OutboundTrack track) {
        OutboundTrack[] more = Arrays.copyOf(subscribers, subscribers.length + 1);
        more[subscribers.length] = track;
        subscribers = more;
    }

    void remove(OutboundTrack track) {
        subscribers = Arrays.stream(subscribers).filter(other -> other != track).toArray(OutboundTrack[]::new);
    }

    void forward(IngressPacket packet, long nowNanos) {
        for (OutboundTrack subscriber : subscribers) {
            subscriber.forward(packet, nowNanos);
        }
    }

    /** The packet of this sequence number will not come: nobody is to wait for it. */
    void skip(long sequence) {
        for (OutboundTrack subscriber : subscribers) {
            subscriber.skip(sequence);
        }
    }
}
