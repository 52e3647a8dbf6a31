// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import com.sun.management.OperatingSystemMXBean;
import io.apotheca.media.control.v1.ProcessStatistics;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** What the Java runtime tells of this process. From any thread. */
final class ProcessFigures {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final List<GarbageCollectorMXBean> COLLECTORS =
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .filter(each -> stopsThreads(each.getName()))
                    .toList();

    private ProcessFigures() {}

    /** Collectors that work beside the threads have one of their own for what stops them: ZGC's "pauses", not its "cycles". */
    private static boolean stopsThreads(String collector) {
        return !collector.endsWith("Cycles") && !collector.contains("Concurrent");
    }

    static ProcessStatistics statistics() {
        return ProcessStatistics.newBuilder()
                .setTakenMillis(System.currentTimeMillis())
                .setCpuNanos(SYSTEM.getProcessCpuTime())
                .setCollectionPauses(COLLECTORS.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                        .sum())
                .setCollectionPauseMillis(COLLECTORS.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum())
                .build();
    }
}
