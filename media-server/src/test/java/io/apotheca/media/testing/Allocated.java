// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How many bytes a piece of the hot path allocates on this thread; it should be none. */
public final class Allocated {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocated() {}

    /** Bytes allocated by the second of two runs, so that first uses do not count. */
    public static long by(Runnable run) {
        run.run();
        THREADS.getCurrentThreadAllocatedBytes(); // its own first use
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
