// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The C library's functions as one thread calls them, and the constants of theirs that are used. Each returns what the function does, or
 * the negated errno in place of -1. None of them waits.
 */
final class Libc {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOL_SOCKET = 1;
    static final int SO_TYPE = 3;
    static final int SO_TIMESTAMPNS = 35;
    static final int SOCK_DGRAM = 2;
    static final int SOL_UDP = 17;
    static final int UDP_SEGMENT = 103;
    static final int UDP_GRO = 104;

    private static final int MSG_DONTWAIT = 0x40;
    private static final int CLOCK_REALTIME = 0;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int OPTION_BYTES = 16;
    private static final int OPTION_LENGTH_AT = 8;
    private static final int NANOS_AT = 8;

    private static final long ERRNO_AT =
            Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));
    private static final MethodHandle RECVMMSG =
            handle("recvmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle SENDMMSG =
            handle("sendmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle GETSOCKNAME =
            handle("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle GETSOCKOPT =
            handle("getsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SETSOCKOPT =
            handle("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOCK_GETTIME =
            handle("clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

    private final MemorySegment state;
    private final MemorySegment option;

    /** What it needs of memory lives as long as the arena. */
    Libc(Arena arena) {
        state = arena.allocate(Linker.Option.captureStateLayout());
        option = arena.allocate(OPTION_BYTES, Long.BYTES);
    }

    @SuppressWarnings("restricted") // what native access is there for
    private static MethodHandle handle(String name, FunctionDescriptor shape) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), shape, Linker.Option.captureCallState("errno"));
    }

    int recvmmsg(int descriptor, MemorySegment headers, int count) {
        try {
            return result(
                    (int) RECVMMSG.invokeExact(state, descriptor, headers, count, MSG_DONTWAIT, MemorySegment.NULL));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int sendmmsg(int descriptor, MemorySegment headers, int count) {
        try {
            return result((int) SENDMMSG.invokeExact(state, descriptor, headers, count, MSG_DONTWAIT));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The address becomes what {@code name} holds. */
    int getsockname(int descriptor, MemorySegment name) {
        option.set(JAVA_INT, 0, (int) name.byteSize());
        try {
            return result((int) GETSOCKNAME.invokeExact(state, descriptor, name, option));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Of an option that is a number of no negative value. */
    int getsockopt(int descriptor, int level, int name) {
        MemorySegment length = option.asSlice(OPTION_LENGTH_AT, Integer.BYTES);
        length.set(JAVA_INT, 0, Integer.BYTES);
        try {
            int result = result((int) GETSOCKOPT.invokeExact(state, descriptor, level, name, option, length));
            return result < 0 ? result : option.get(JAVA_INT, 0);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int setsockopt(int descriptor, int level, int name, int value) {
        option.set(JAVA_INT, 0, value);
        try {
            return result((int) SETSOCKOPT.invokeExact(state, descriptor, level, name, option, Integer.BYTES));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The time of day in nanoseconds since 1970, by which the kernel stamps what comes. */
    long realtimeNanos() {
        try {
            int result = result((int) CLOCK_GETTIME.invokeExact(state, CLOCK_REALTIME, option));
            return result < 0 ? result : option.get(JAVA_LONG, 0) * NANOS_PER_SECOND + option.get(JAVA_LONG, NANOS_AT);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private int result(int returned) {
        return returned >= 0 ? returned : -state.get(JAVA_INT, ERRNO_AT);
    }

    private static IllegalStateException failed(Throwable cause) {
        return new IllegalStateException("a system call could not be made", cause);
    }
}
