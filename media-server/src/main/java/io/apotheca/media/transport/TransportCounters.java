// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

/** One counter a {@link TransportEvent}. Owned by its MediaLoop. */
@SuppressWarnings("EnumOrdinal") // an index within this class only; counting must not cost a map
public final class TransportCounters {
    private final long[] counts = new long[TransportEvent.values().length];

    void count(TransportEvent event) {
        counts[event.ordinal()]++;
    }

    void count(TransportEvent event, int times) {
        counts[event.ordinal()] += times;
    }

    public long of(TransportEvent event) {
        return counts[event.ordinal()];
    }

    /** Counts what {@code other} has counted as well. */
    public void add(TransportCounters other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }
}
