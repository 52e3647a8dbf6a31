// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** This process. */
final class OwnProcess {
    private OwnProcess() {}

    /** Processor time that all its threads took. */
    static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
