// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Datagrams to be sent, and the messages that carry them: each one datagram, or a run of equally long ones to one address, the last of
 * which may be shorter.
 */
public final class OutboundMessages {
    /** Datagrams in one message: what the first kernels that knew of runs took. */
    public static final int MOST_IN_RUN = 64;

    /** Bytes in one message. */
    public static final int MOST_BYTES = 65_000;

    private final MemorySegment memory;
    private final MessageVector vector;
    /** Where each datagram begins, and where the last one ends. */
    private final int[] starts;

    private final int[] firsts;
    private int datagrams;
    private int messages;

    /** Holds {@code datagrams}, of {@code bytes} each at most. */
    public OutboundMessages(int datagrams, int bytes) {
        Arena arena = Arena.ofAuto();
        memory = arena.allocate((long) datagrams * bytes, MessageVector.LINE_BYTES);
        vector = new MessageVector(arena, datagrams);
        starts = new int[datagrams + 1];
        firsts = new int[datagrams + 1];
    }

    public void clear() {
        datagrams = 0;
        clearMessages();
    }

    /** Adds a datagram. */
    public void add(byte[] bytes, int offset, int length) {
        int start = starts[datagrams];
        MemorySegment.copy(bytes, offset, memory, JAVA_BYTE, start, length);
        starts[++datagrams] = start + length;
    }

    /** Leaves the datagrams, and forgets how they were put into messages. */
    public void clearMessages() {
        messages = 0;
    }

    /** Adds a message of the datagrams from {@code first} up to, not including, {@code end}. */
    public void addMessage(UdpSocket socket, int first, int end, long high, long low, int port, int scope) {
        vector.name(messages, socket.ipv6(), high, low, port, scope);
        vector.memory(messages, memory.address() + starts[first], (long) starts[end] - starts[first]);
        if (end - first > 1) {
            vector.control(messages, Libc.SOL_UDP, Libc.UDP_SEGMENT, starts[first + 1] - starts[first]);
        } else {
            vector.noControl(messages);
        }
        firsts[messages++] = first;
        firsts[messages] = end;
    }

    public int messages() {
        return messages;
    }

    /** The first datagram of a message; also that of the one after the last, which is where the last ends. */
    public int first(int message) {
        return firsts[message];
    }

    /** Sends from this message on. How many were taken; when it is not even the first, the negated errno of that one. */
    public int send(UdpSocket socket, int message) {
        return socket.send(vector.from(message), messages - message);
    }
}
