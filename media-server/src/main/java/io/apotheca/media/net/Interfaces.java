// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The addresses of this machine's interfaces. */
public final class Interfaces {
    private Interfaces() {}

    /**
     * Every address that a peer elsewhere could reach, IPv4 first; loopback addresses too when {@code loopback}, or when
     * there is nothing else. Link-local addresses are left out: they mean nothing without a zone.
     */
    public static List<LocalAddress> all(boolean loopback) throws SocketException {
        List<InetAddress> reachable = new ArrayList<>();
        List<InetAddress> local = new ArrayList<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            if (each.isUp()) {
                each.inetAddresses()
                        .filter(ip -> !ip.isLinkLocalAddress() && !ip.isMulticastAddress())
                        .forEach(ip -> (ip.isLoopbackAddress() ? local : reachable).add(ip));
            }
        }
        reachable.sort(Comparator.comparingInt(ip -> ip instanceof Inet4Address ? 0 : 1));
        if (loopback || reachable.isEmpty()) {
            reachable.addAll(local);
        }
        return reachable.stream()
                .map(Interfaces::withoutZone)
                .map(ip -> new LocalAddress(ip, ip))
                .toList();
    }

    /** Java names an interface's IPv6 address with its zone, which has no place in a candidate. */
    private static InetAddress withoutZone(InetAddress ip) {
        try {
            return InetAddress.getByAddress(ip.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes", e);
        }
    }
}
