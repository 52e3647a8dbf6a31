// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Linux network namespace with a loopback and one other address of each family, so that a browser that never gathers
 * loopback candidates (Firefox) has something to gather, and nothing in it reaches the outside. Needs root or
 * passwordless sudo.
 */
final class NetworkNamespace implements AutoCloseable {
    static final String IPV4 = "198.51.100.2";
    static final String IPV6 = "2001:db8::2";
    private static final String USER = System.getProperty("user.name");
    private static final boolean ROOT = USER.equals("root");
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String name = "apotheca-" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();

    private NetworkNamespace() {}

    static NetworkNamespace create() {
        var namespace = new NetworkNamespace();
        namespace.privileged("ip", "netns", "add", namespace.name);
        namespace.withoutNames();
        namespace.inside("ip link set lo up");
        namespace.inside("ip link add v0 type veth peer name v1");
        namespace.inside("ip addr add " + IPV4 + "/24 dev v0");
        namespace.inside("ip addr add " + IPV6 + "/64 dev v0 nodad");
        namespace.inside("ip link set v0 up");
        namespace.inside("ip link set v1 up");
        namespace.inside("ip route add default via 198.51.100.1 dev v0");
        return namespace;
    }

    /** A client's network: reaches that of {@code server} by the cable between them, from the addresses it is given. */
    static NetworkNamespace beside(NetworkNamespace server) {
        var namespace = new NetworkNamespace();
        namespace.privileged("ip", "netns", "add", namespace.name);
        namespace.withoutNames();
        namespace.inside("ip link set lo up");
        server.inside("ip link set v1 netns " + namespace.name);
        namespace.inside("ip link set v1 up");
        return namespace;
    }

    /** Gives the end of the cable one more address, with the length of its prefix. */
    void addAddress(String address) {
        inside("ip addr add " + address + " dev v1" + (address.contains(":") ? " nodad" : ""));
    }

    void removeAddress(String address) {
        inside("ip addr del " + address + " dev v1");
    }

    /** From here on no datagram of UDP leaves or arrives at a process in the namespace. */
    void blockUdp() {
        for (String family : List.of("-4", "-6")) {
            // Local addresses are looked up by the first rule, before which there is no place for another.
            inside("ip " + family + " rule add pref 100 lookup local");
            inside("ip " + family + " rule del pref 0");
            inside("ip " + family + " rule add pref 10 ipproto udp blackhole");
        }
    }

    /** The file that names the namespace to {@code setns}. */
    String handle() {
        return "/var/run/netns/" + name;
    }

    /** Browsers look for updates and the like by name; without names their requests never become datagrams. */
    private void withoutNames() {
        privileged("mkdir", "-p", etc());
        privileged("sh", "-c", "echo 'hosts: files' > " + etc() + "/nsswitch.conf");
    }

    /** What {@code ip netns exec} lays over {@code /etc}. */
    private String etc() {
        return "/etc/netns/" + name;
    }

    /** The command that runs this one inside the namespace, as the user who runs the tests. */
    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>();
        if (!ROOT) {
            all.addAll(List.of("sudo", "-n"));
        }
        all.addAll(List.of("ip", "netns", "exec", name));
        if (!ROOT) {
            all.addAll(List.of("sudo", "-n", "-u", USER));
        }
        all.addAll(command);
        return all;
    }

    /** Datagrams that processes in the namespace have sent so far, over IPv4 and IPv6. */
    long datagramsSent() {
        return counter(run(command(List.of("cat", "/proc/net/snmp"))))
                + run(command(List.of("cat", "/proc/net/snmp6")))
                        .lines()
                        .filter(line -> line.startsWith("Udp6OutDatagrams"))
                        .mapToLong(line -> Long.parseLong(line.substring(16).strip()))
                        .sum();
    }

    private static long counter(String snmp) {
        List<List<String>> udp = snmp.lines()
                .filter(line -> line.startsWith("Udp:"))
                .map(line -> Arrays.asList(line.split(" ")))
                .toList();
        return Long.parseLong(udp.get(1).get(udp.get(0).indexOf("OutDatagrams")));
    }

    private void inside(String command) {
        privileged(("ip netns exec " + name + " " + command).split(" "));
    }

    private void privileged(String... command) {
        List<String> all = new ArrayList<>(ROOT ? List.of() : List.of("sudo", "-n"));
        all.addAll(Arrays.asList(command));
        run(all);
    }

    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed (a network namespace needs root or"
                        + " passwordless sudo, and iproute2): " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new AssertionError(command.getFirst() + " is missing: run .ci/install-test-tools", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        privileged("ip", "netns", "del", name);
        privileged("rm", "-r", etc());
    }
}
