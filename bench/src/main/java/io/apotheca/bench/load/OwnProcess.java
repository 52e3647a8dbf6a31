// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** This process. */
final class OwnProcess {
    private OwnProcess() {}

    /** Processor time that all its threads took. */
    static long cpuNanos() {
        return system().getProcessCpuTime();
    }

    /** How busy all processors of this machine were since the last call, by whomever; NaN where it cannot be known. */
    static double machinePercent() {
        double load = system().getCpuLoad();
        return load < 0 ? Double.NaN : 100 * load;
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }
}
