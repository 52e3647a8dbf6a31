// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Messages that one call brought, and the datagrams in them one after the other: a message is one datagram, or a run of equally long ones,
 * the last of which may be shorter.
 */
public final class InboundMessages {
    /** In one call. */
    public static final int MOST = 16;

    /** No message is longer. */
    private static final int MESSAGE_BYTES = 1 << 16;
    /** Not a power of two, or the starts of all messages, which are all that is used of most, would share few lines of the cache. */
    private static final int STRIDE_BYTES = MESSAGE_BYTES + 34 * MessageVector.LINE_BYTES;

    private static final long LONGEST_WAIT_NANOS = 1_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final MemorySegment memory;
    private final MessageVector vector;
    private int messages;
    private int message;
    private int at;
    private int end;
    private int runLength;
    private int length;
    private long arrivedNanos;

    public InboundMessages() {
        Arena arena = Arena.ofAuto();
        memory = arena.allocate((long) MOST * STRIDE_BYTES, MessageVector.LINE_BYTES);
        vector = new MessageVector(arena, MOST);
        for (int i = 0; i < MOST; i++) {
            vector.memory(i, memory.address() + (long) i * STRIDE_BYTES, MESSAGE_BYTES);
            vector.empty(i);
        }
    }

    /**
     * Takes in what waits, {@link #MOST} messages at most; all there were before have to be done with. How many came; 0 also when the
     * system tells of an error instead.
     */
    public int read(UdpSocket socket) {
        for (int i = 0; i < messages; i++) {
            vector.empty(i);
        }
        messages = Math.max(0, socket.receive(vector.from(0), MOST));
        message = -1;
        at = 0;
        end = 0;
        length = 0;
        if (messages > 0) {
            arrivedNanos = System.nanoTime() - waitedNanos(socket);
        }
        return messages;
    }

    /** How long the first message, which came first, was in the socket; 0 where the kernel did not say when it came. */
    private long waitedNanos(UdpSocket socket) {
        int stamp = vector.findControl(0, Libc.SOL_SOCKET, Libc.SO_TIMESTAMPNS);
        if (stamp < 0) {
            return 0;
        }
        long cameNanos = vector.controlLong(stamp) * NANOS_PER_SECOND + vector.controlLong(stamp + Long.BYTES);
        // The clock may have been set between.
        return Math.clamp(socket.realtimeNanos() - cameNanos, 0, LONGEST_WAIT_NANOS);
    }

    /** Whether there is a next one. */
    public boolean holdsMore() {
        return at + length < end || message + 1 < messages;
    }

    /** Goes on to the next datagram; false when there is none. */
    public boolean next() {
        at += length;
        if (at >= end && !nextMessage()) {
            return false;
        }
        length = Math.min(runLength, end - at);
        return true;
    }

    private boolean nextMessage() {
        length = 0;
        if (message + 1 >= messages) {
            return false;
        }
        message++;
        at = 0;
        end = vector.length(message);
        int run = vector.findControl(message, Libc.SOL_UDP, Libc.UDP_GRO);
        runLength = run < 0 ? end : vector.controlInt(run);
        if (runLength <= 0) {
            runLength = end;
        }
        return true;
    }

    /** Bytes of the datagram. */
    public int length() {
        return length;
    }

    /** Copies the datagram to the start of this array, which is long enough. */
    public void copyTo(byte[] into) {
        MessageVector.copy(memory, (long) message * STRIDE_BYTES + at, into, length);
    }

    /** On the scale of System.nanoTime; when the first of those that were read together came. */
    public long arrivedNanos() {
        return arrivedNanos;
    }

    /** The upper half of the sender's address. */
    public long high() {
        return vector.high(message);
    }

    /** The lower half of the sender's address. */
    public long low() {
        return vector.low(message);
    }

    public int port() {
        return vector.port(message);
    }

    /** The number of the sender's zone, or 0. */
    public int scope() {
        return vector.scope(message);
    }
}
