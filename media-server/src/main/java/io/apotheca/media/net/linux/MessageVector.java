// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An array of the kernel's {@code struct mmsghdr}, each with one address, one piece of memory and room for control messages. Addresses are
 * numbers: 128 bits, in which IPv4 is mapped ({@code ::ffff:a.b.c.d}), a port, and a zone.
 */
final class MessageVector {
    /** Of the processor's cache. */
    static final int LINE_BYTES = 64;

    /** An address as {@code struct sockaddr_in6} is the longest. */
    static final int NAME_BYTES = 32;

    private static final int CONTROL_BYTES = 64;

    private static final int HEADER_BYTES = 64;
    private static final int NAME_LENGTH_AT = 8;
    private static final int VECTOR_AT = 16;
    private static final int VECTOR_COUNT_AT = 24;
    private static final int CONTROL_AT = 32;
    private static final int CONTROL_LENGTH_AT = 40;
    private static final int FLAGS_AT = 48;
    private static final int LENGTH_AT = 56;

    private static final int VECTOR_BYTES = 16;
    private static final int VECTOR_LENGTH_AT = 8;

    private static final int CONTROL_HEADER_BYTES = 16;
    private static final int CONTROL_LEVEL_AT = 8;
    private static final int CONTROL_TYPE_AT = 12;

    private static final int SHORT_NAME_BYTES = 16;
    private static final int LONG_NAME_BYTES = 28;
    private static final int PORT_AT = 2;
    private static final int IPV4_AT = 4;
    private static final int IPV6_AT = 8;
    private static final int SCOPE_AT = 24;
    private static final long MAPPED = 0xFFFFL << 32;
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private final MemorySegment headers;
    /** Of each message and all after it. */
    private final MemorySegment[] tails;

    private final MemorySegment vectors;
    private final MemorySegment names;
    private final MemorySegment controls;

    MessageVector(Arena arena, int messages) {
        headers = arena.allocate((long) messages * HEADER_BYTES, LINE_BYTES);
        vectors = arena.allocate((long) messages * VECTOR_BYTES, LINE_BYTES);
        names = arena.allocate((long) messages * NAME_BYTES, LINE_BYTES);
        controls = arena.allocate((long) messages * CONTROL_BYTES, LINE_BYTES);
        tails = new MemorySegment[messages];
        for (int i = 0; i < messages; i++) {
            tails[i] = headers.asSlice((long) i * HEADER_BYTES);
            long header = (long) i * HEADER_BYTES;
            headers.set(ADDRESS, header, names.asSlice((long) i * NAME_BYTES, NAME_BYTES));
            headers.set(ADDRESS, header + VECTOR_AT, vectors.asSlice((long) i * VECTOR_BYTES, VECTOR_BYTES));
            headers.set(JAVA_LONG, header + VECTOR_COUNT_AT, 1);
            headers.set(ADDRESS, header + CONTROL_AT, controls.asSlice((long) i * CONTROL_BYTES, CONTROL_BYTES));
        }
    }

    /** From this message on. */
    MemorySegment from(int message) {
        return tails[message];
    }

    /** Where the message's bytes are, or go. */
    void memory(int message, long address, long bytes) {
        vectors.set(JAVA_LONG, (long) message * VECTOR_BYTES, address);
        vectors.set(JAVA_LONG, (long) message * VECTOR_BYTES + VECTOR_LENGTH_AT, bytes);
    }

    /** Makes room again for everything that the kernel tells with a message. */
    void empty(int message) {
        long header = (long) message * HEADER_BYTES;
        headers.set(JAVA_INT, header + NAME_LENGTH_AT, NAME_BYTES);
        headers.set(JAVA_LONG, header + CONTROL_LENGTH_AT, CONTROL_BYTES);
        headers.set(JAVA_INT, header + FLAGS_AT, 0);
    }

    /** How many bytes came. */
    int length(int message) {
        return headers.get(JAVA_INT, (long) message * HEADER_BYTES + LENGTH_AT);
    }

    /** The message has no control message. */
    void noControl(int message) {
        headers.set(JAVA_LONG, (long) message * HEADER_BYTES + CONTROL_LENGTH_AT, 0);
    }

    /** The message has one control message, of 16 bits. */
    void control(int message, int level, int type, int value) {
        long at = (long) message * CONTROL_BYTES;
        controls.set(JAVA_LONG, at, CONTROL_HEADER_BYTES + Short.BYTES);
        controls.set(JAVA_INT, at + CONTROL_LEVEL_AT, level);
        controls.set(JAVA_INT, at + CONTROL_TYPE_AT, type);
        controls.set(JAVA_SHORT, at + CONTROL_HEADER_BYTES, (short) value);
        headers.set(
                JAVA_LONG, (long) message * HEADER_BYTES + CONTROL_LENGTH_AT, CONTROL_HEADER_BYTES + (long) Long.BYTES);
    }

    /** Where among the control bytes the data of such a control message is, or -1. */
    int findControl(int message, int level, int type) {
        long end = headers.get(JAVA_LONG, (long) message * HEADER_BYTES + CONTROL_LENGTH_AT);
        int at = 0;
        while (at + CONTROL_HEADER_BYTES <= end) {
            long base = (long) message * CONTROL_BYTES + at;
            if (controls.get(JAVA_INT, base + CONTROL_LEVEL_AT) == level
                    && controls.get(JAVA_INT, base + CONTROL_TYPE_AT) == type) {
                return message * CONTROL_BYTES + at + CONTROL_HEADER_BYTES;
            }
            long length = Math.max(controls.get(JAVA_LONG, base), CONTROL_HEADER_BYTES);
            at += (int) (length + Long.BYTES - 1 & -Long.BYTES);
        }
        return -1;
    }

    int controlInt(int at) {
        return controls.get(JAVA_INT, at);
    }

    long controlLong(int at) {
        return controls.get(JAVA_LONG, at);
    }

    /** The address goes in the socket's own family where it can. */
    void name(int message, boolean ipv6, long high, long low, int port, int scope) {
        long at = (long) message * NAME_BYTES;
        boolean mapped = high == 0 && (low & ~LOW_HALF) == MAPPED;
        names.set(JAVA_SHORT, at + PORT_AT, Short.reverseBytes((short) port));
        if (ipv6 || !mapped) {
            names.set(JAVA_SHORT, at, (short) Libc.AF_INET6);
            names.set(JAVA_INT, at + IPV4_AT, 0);
            names.set(JAVA_LONG, at + IPV6_AT, Long.reverseBytes(high));
            names.set(JAVA_LONG, at + IPV6_AT + Long.BYTES, Long.reverseBytes(low));
            names.set(JAVA_INT, at + SCOPE_AT, scope);
            headers.set(JAVA_INT, (long) message * HEADER_BYTES + NAME_LENGTH_AT, LONG_NAME_BYTES);
        } else {
            names.set(JAVA_SHORT, at, (short) Libc.AF_INET);
            names.set(JAVA_INT, at + IPV4_AT, Integer.reverseBytes((int) low));
            headers.set(JAVA_INT, (long) message * HEADER_BYTES + NAME_LENGTH_AT, SHORT_NAME_BYTES);
        }
    }

    long high(int message) {
        return high(names, (long) message * NAME_BYTES);
    }

    long low(int message) {
        return low(names, (long) message * NAME_BYTES);
    }

    int port(int message) {
        return port(names, (long) message * NAME_BYTES);
    }

    int scope(int message) {
        long at = (long) message * NAME_BYTES;
        return isIpv6(names, at) ? names.get(JAVA_INT, at + SCOPE_AT) : 0;
    }

    static boolean isIpv6(MemorySegment name, long at) {
        return name.get(JAVA_SHORT, at) == Libc.AF_INET6;
    }

    static long high(MemorySegment name, long at) {
        return isIpv6(name, at) ? Long.reverseBytes(name.get(JAVA_LONG, at + IPV6_AT)) : 0;
    }

    static long low(MemorySegment name, long at) {
        return isIpv6(name, at)
                ? Long.reverseBytes(name.get(JAVA_LONG, at + IPV6_AT + Long.BYTES))
                : MAPPED | Integer.toUnsignedLong(Integer.reverseBytes(name.get(JAVA_INT, at + IPV4_AT)));
    }

    static int port(MemorySegment name, long at) {
        return Short.toUnsignedInt(Short.reverseBytes(name.get(JAVA_SHORT, at + PORT_AT)));
    }

    /** Copies what one datagram holds, out of memory that a message was given. */
    static void copy(MemorySegment from, long at, byte[] into, int length) {
        MemorySegment.copy(from, JAVA_BYTE, at, into, 0, length);
    }
}
