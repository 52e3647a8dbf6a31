// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.relay;

import io.apotheca.bench.link.LinkInterval;
import io.apotheca.bench.link.LinkModel;
import io.apotheca.bench.link.LinkSpec;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The datagrams on their way and the links they go by, in any time. Clients ({@code C}, told apart by identity or equality)
 * share one link, or each has its own. What is on its way is bounded. Links count time from the first datagram. Owned by one thread.
 */
final class Traffic<C> {
    /** Takes what arrives. */
    interface Sink<C> {
        void arrived(C client, Direction direction, ByteBuffer datagram);
    }

    private record Datagram<C>(long dueNanos, long order, C client, Direction direction, ByteBuffer bytes)
            implements Comparable<Datagram<C>> {
        @Override
        public int compareTo(Datagram<C> other) {
            int byTime = Long.compare(dueNanos, other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** What {@link #nextDueNanos} says while nothing is on its way. */
    static final long NEVER = Long.MAX_VALUE;

    /** Of memory, what one datagram takes beside its bytes. */
    private static final int OVERHEAD = 100;

    /** Of IPv4 and UDP, which take their share of a link too. */
    private static final int HEADERS = 28;

    private final boolean shared;
    private final long mostBytes;
    private final PriorityQueue<Datagram<C>> flying = new PriorityQueue<>();
    private final Map<C, LinkPair> links = new HashMap<>();
    private LinkSettings settings;
    private final LinkPair common;
    private LinkInterval countedUp = LinkInterval.NOTHING;
    private LinkInterval countedDown = LinkInterval.NOTHING;
    private long startNanos = NEVER;
    private long flyingBytes;
    private long accepted;
    private long opened;
    private long refused;

    /** {@code mostBytes} bounds what is on its way in all. */
    Traffic(LinkSettings settings, boolean shared, long mostBytes) {
        this.settings = settings;
        this.shared = shared;
        this.mostBytes = mostBytes;
        this.common = open();
    }

    private LinkPair open() {
        long seed = 2 * opened++;
        return new LinkPair(model(settings.up(), seed), model(settings.down(), seed));
    }

    private static LinkModel model(LinkSpec spec, long seed) {
        return new LinkModel(spec.seed(spec.seed() + seed));
    }

    /** Puts a copy of the datagram on its way, unless the link drops or loses it. */
    void offer(C client, Direction direction, ByteBuffer datagram, long nowNanos) {
        if (startNanos == NEVER) {
            startNanos = nowNanos;
        }
        int size = datagram.remaining();
        if (flyingBytes + size + OVERHEAD > mostBytes) {
            refused++;
            return;
        }
        LinkPair link = shared ? common : links.computeIfAbsent(client, any -> open());
        long arrival = link.of(direction).offer(size + HEADERS, nowNanos - startNanos);
        if (arrival == LinkModel.DROPPED || arrival == LinkModel.LOST) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).put(datagram).flip();
        flyingBytes += size + OVERHEAD;
        flying.add(new Datagram<>(startNanos + arrival, accepted++, client, direction, bytes));
    }

    /** Hands over what has arrived by now, in order of arrival. */
    void deliver(long nowNanos, Sink<C> sink) {
        for (Datagram<C> next = flying.peek(); next != null && next.dueNanos() <= nowNanos; next = flying.peek()) {
            flying.remove();
            flyingBytes -= next.bytes().capacity() + OVERHEAD;
            sink.arrived(next.client(), next.direction(), next.bytes());
        }
    }

    /** When the next datagram arrives. */
    long nextDueNanos() {
        Datagram<C> next = flying.peek();
        return next == null ? NEVER : next.dueNanos();
    }

    /** From now on all links are like this. */
    void change(LinkSettings other) {
        settings = other;
        common.change(other);
        links.values().forEach(link -> link.change(other));
    }

    /** Forgets a client's link; what is on its way still arrives. */
    void forget(C client) {
        LinkPair link = links.remove(client);
        if (link != null) {
            collect(link);
        }
    }

    /** Counts a datagram that could not be let in. */
    void refuse() {
        refused++;
    }

    /** What happened since the last call. */
    RelayStatus status(int clients, long unsent) {
        collect(common);
        links.values().forEach(this::collect);
        RelayStatus status = new RelayStatus(clients, countedUp, countedDown, refused, unsent);
        countedUp = LinkInterval.NOTHING;
        countedDown = LinkInterval.NOTHING;
        refused = 0;
        return status;
    }

    private void collect(LinkPair link) {
        countedUp = countedUp.plus(link.up().interval());
        countedDown = countedDown.plus(link.down().interval());
    }
}
