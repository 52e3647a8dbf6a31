// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import io.apotheca.bench.link.LinkModel;
import io.apotheca.bench.link.LinkSpec;

/** A link in virtual time that several flows share, and what was seen on it. */
final class Wire {
    private final VirtualTime time;
    private final LinkModel link;
    private final LinkTrace trace = new LinkTrace();

    Wire(VirtualTime time, LinkSpec spec) {
        this.time = time;
        this.link = new LinkModel(spec);
    }

    /** Sends a packet; {@code arrival} runs when it arrives, {@code delayNanos} later than the link alone would have it. */
    void send(int bytes, long delayNanos, Runnable arrival) {
        long now = time.nowNanos();
        long atNanos = link.offer(bytes, now);
        if (atNanos >= 0) {
            trace.carried(now, bytes, link.queueNanos());
            time.at(atNanos + delayNanos, arrival);
        } else {
            trace.gone(now, atNanos == LinkModel.DROPPED);
        }
    }

    LinkSpec spec() {
        return link.spec();
    }

    LinkTrace trace() {
        return trace;
    }
}
