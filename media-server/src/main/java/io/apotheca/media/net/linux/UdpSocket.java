// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net.linux;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A UDP socket that this process has bound, by its file descriptor. Whoever bound it also closes it, and says so by {@link #close} first:
 * the number may belong to another file right after.
 */
public final class UdpSocket {
    private static final int CLOSED = -1;
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int EBADF = 9;

    private final Libc libc;
    private final boolean ipv6;
    private int descriptor;

    private UdpSocket(Libc libc, int descriptor, boolean ipv6) {
        this.libc = libc;
        this.descriptor = descriptor;
        this.ipv6 = ipv6;
    }

    /** Whether this is a system whose layouts are known here. */
    public static boolean supported() {
        return System.getProperty("os.name").equals("Linux")
                && ARCHITECTURES.contains(System.getProperty("os.arch"))
                && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    }

    /**
     * Finds the UDP socket that is bound to this address, of which {@code high} and {@code low} are the bits, IPv4 being mapped.
     *
     * @throws IOException when there is none
     */
    public static UdpSocket boundTo(long high, long low, int port) throws IOException {
        Arena arena = Arena.ofAuto();
        Libc libc = new Libc(arena);
        MemorySegment name = arena.allocate(MessageVector.NAME_BYTES, Long.BYTES);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path entry : entries) {
                int descriptor = Integer.parseInt(entry.getFileName().toString());
                if (isBound(libc, descriptor, name)
                        && MessageVector.port(name, 0) == port
                        && MessageVector.high(name, 0) == high
                        && MessageVector.low(name, 0) == low) {
                    return new UdpSocket(libc, descriptor, MessageVector.isIpv6(name, 0));
                }
            }
        }
        throw new IOException("no descriptor has the socket's address");
    }

    /** Whether it is a UDP socket; then {@code name} is what it is bound to. */
    private static boolean isBound(Libc libc, int descriptor, MemorySegment name) {
        if (libc.getsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_TYPE) != Libc.SOCK_DGRAM
                || libc.getsockname(descriptor, name) < 0) {
            return false;
        }
        int family = name.get(JAVA_SHORT, 0);
        return family == Libc.AF_INET || family == Libc.AF_INET6;
    }

    boolean ipv6() {
        return ipv6;
    }

    /** Whether the kernel takes a message of several datagrams apart (Linux 4.18). */
    public boolean splitsRuns() {
        return libc.getsockopt(descriptor, Libc.SOL_UDP, Libc.UDP_SEGMENT) >= 0;
    }

    /** Asks to be given datagrams that came together in one message (Linux 5.0); whether it will be so. */
    public boolean joinRuns() {
        return libc.setsockopt(descriptor, Libc.SOL_UDP, Libc.UDP_GRO, 1) >= 0;
    }

    /** Asks for the time at which each message came. */
    public void stampArrivals() {
        var _ = libc.setsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_TIMESTAMPNS, 1);
    }

    long realtimeNanos() {
        return libc.realtimeNanos();
    }

    int receive(MemorySegment headers, int count) {
        return descriptor == CLOSED ? -EBADF : libc.recvmmsg(descriptor, headers, count);
    }

    int send(MemorySegment headers, int count) {
        return descriptor == CLOSED ? -EBADF : libc.sendmmsg(descriptor, headers, count);
    }

    /** Forgets the descriptor: nothing is sent or received from here on. */
    public void close() {
        descriptor = CLOSED;
    }
}
