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

    /** The highest simulcast stream that a subscriber is to get, not above {@code most}; negative where none. */
    int wantedStream(int most) {
        int highest = -1;
        for (OutboundTrack subscriber : subscribers) {
            highest = Math.max(highest, subscriber.wantedStream(most));
        }
        return highest;
    }

    void forward(InboundStream stream, IngressPacket packet, long nowNanos) {
        for (OutboundTrack subscriber : subscribers) {
            subscriber.forward(stream, packet, nowNanos);
        }
    }

    /** The stream's packet of this sequence number will not come: nobody is to wait for it. */
    void skip(InboundStream stream, long sequence) {
        for (OutboundTrack subscriber : subscribers) {
            subscriber.skip(stream, sequence);
        }
    }

    /** The stream begins anew, with other numbers. */
    void restart(InboundStream stream, long nowNanos) {
        for (OutboundTrack subscriber : subscribers) {
            subscriber.restart(stream, nowNanos);
        }
    }
}
