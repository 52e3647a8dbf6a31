// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** What this process has in use of the C library's heap, by glibc's mallinfo2. */
@SuppressWarnings("restricted") // what calls native code is
final class NativeHeap {
    /** The struct's ten numbers, of which the eighth is what is in use. */
    private static final StructLayout FIGURES = MemoryLayout.structLayout(
            MemoryLayout.sequenceLayout(7, ValueLayout.JAVA_LONG).withName("others"),
            ValueLayout.JAVA_LONG.withName("inUse"),
            MemoryLayout.sequenceLayout(2, ValueLayout.JAVA_LONG).withName("more"));

    private static final long IN_USE = FIGURES.byteOffset(PathElement.groupElement("inUse"));

    private static final MethodHandle MALLINFO2 = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("mallinfo2"), FunctionDescriptor.of(FIGURES));

    private NativeHeap() {}

    static long inUse() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment figures = (MemorySegment) MALLINFO2.invokeExact((SegmentAllocator) arena);
            return figures.get(ValueLayout.JAVA_LONG, IN_USE);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
