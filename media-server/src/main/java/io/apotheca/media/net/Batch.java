// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.PacketBuffer;

/**
 * Datagrams that leave by one port together. Those to one end stand next to each other, in the order in which they were sent, and share
 * its {@link Endpoint} object. Reused; owned by its MediaLoop.
 */
final class Batch {
    private final PacketBuffer[] datagrams;
    private final Endpoint[] ends;
    private final boolean[] refused;
    private int size;

    Batch(int capacity) {
        datagrams = new PacketBuffer[capacity];
        ends = new Endpoint[capacity];
        refused = new boolean[capacity];
    }

    void clear() {
        size = 0;
    }

    void add(PacketBuffer datagram, Endpoint to) {
        datagrams[size] = datagram;
        ends[size] = to;
        refused[size++] = false;
    }

    int size() {
        return size;
    }

    PacketBuffer datagram(int index) {
        return datagrams[index];
    }

    Endpoint to(int index) {
        return ends[index];
    }

    /** The operating system does not take the datagrams from {@code first} up to, not including, {@code end}. */
    void refuse(int first, int end) {
        for (int i = first; i < end; i++) {
            refused[i] = true;
        }
    }

    boolean refused(int index) {
        return refused[index];
    }
}
