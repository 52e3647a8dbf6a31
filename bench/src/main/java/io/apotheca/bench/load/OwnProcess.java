// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This process. */
public final class OwnProcess {
    private OwnProcess() {}

    /**
     * Another process of this build with this one's own Java and options, which the launcher gives to both alike.
     *
     * @param home its installation's folder, where its data goes
     */
    public static List<String> command(Path home, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(each -> each.startsWith("-X") || each.startsWith("--enable") || each.startsWith("--sun"))
                .filter(each -> !each.startsWith("-XX:AOT"))
                .forEach(command::add);
        command.add("-Dapotheca.home=" + home);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("io.apotheca.signaling.Main");
        command.addAll(List.of(arguments));
        return command;
    }

    /** A TCP port of this machine that nobody listens at now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

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
