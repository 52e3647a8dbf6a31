// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

/**
 * What the participants of a loop did in a stretch of time. Owned by its loop until it is handed over; plain fields,
 * because every packet counts here.
 */
public final class Tally {
    /** Datagrams of all kinds, and their bytes as UDP payload. */
    public long datagramsSent;

    public long bytesSent;
    public long datagramsReceived;
    public long bytesReceived;

    /** Packets of media that were sent for the first time. */
    public long mediaSent;

    /** Packets of media that came on their own stream, with something in them. */
    public long mediaReceived;

    public long mediaBytesReceived;

    /** Packets of media that had been missing and came by retransmission. */
    public long repaired;

    /** Retransmissions of what was there already, and padding: the server found out what the path carries. */
    public long probes;

    /** Packets that never came, also not by retransmission. */
    public long lost;

    /** Packets asked for again by us, by the server, and key frames that the server asked for. */
    public long nacksSent;

    public long nacksReceived;
    public long keyframesWanted;

    /** Datagrams that the operating system did not take, and that came and could not be read. */
    public long unsent;

    public long refused;

    /** From the moment at which a packet was sent first until it came. */
    public final Histogram latency = new Histogram();

    /** The same of sound alone, which no server spreads in time. */
    public final Histogram soundLatency = new Histogram();

    /** By how much the loop did its timed work late, and how long its turns took. */
    public final Histogram lag = new Histogram();

    public final Histogram turns = new Histogram();

    /** Time in which loops did not wait. */
    public long busyNanos;

    /** Connections that are there now, and that have media from somebody. */
    public int connections;

    public int receiving;

    /** Begins anew. */
    void clear() {
        datagramsSent = 0;
        bytesSent = 0;
        datagramsReceived = 0;
        bytesReceived = 0;
        mediaSent = 0;
        mediaReceived = 0;
        mediaBytesReceived = 0;
        repaired = 0;
        probes = 0;
        lost = 0;
        nacksSent = 0;
        nacksReceived = 0;
        keyframesWanted = 0;
        unsent = 0;
        refused = 0;
        busyNanos = 0;
        latency.clear();
        soundLatency.clear();
        lag.clear();
        turns.clear();
    }

    /** Counts what the other counted, too. What is there now is the other's. */
    public Tally add(Tally other) {
        datagramsSent += other.datagramsSent;
        bytesSent += other.bytesSent;
        datagramsReceived += other.datagramsReceived;
        bytesReceived += other.bytesReceived;
        mediaSent += other.mediaSent;
        mediaReceived += other.mediaReceived;
        mediaBytesReceived += other.mediaBytesReceived;
        repaired += other.repaired;
        probes += other.probes;
        lost += other.lost;
        nacksSent += other.nacksSent;
        nacksReceived += other.nacksReceived;
        keyframesWanted += other.keyframesWanted;
        unsent += other.unsent;
        refused += other.refused;
        busyNanos += other.busyNanos;
        latency.add(other.latency);
        soundLatency.add(other.soundLatency);
        lag.add(other.lag);
        turns.add(other.turns);
        connections += other.connections;
        receiving += other.receiving;
        return this;
    }
}
