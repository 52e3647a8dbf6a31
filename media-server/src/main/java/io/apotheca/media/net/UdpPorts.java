// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.net.linux.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.Selector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes UDP ports of the kind that is wanted, and that works here. */
enum UdpPorts {
    LINUX,
    PORTABLE;

    private static final Logger LOG = LoggerFactory.getLogger(UdpPorts.class);
    private static final long PATIENCE_MILLIS = 1_000;
    private static final int[] TRIED = {1_000, 1_000, 500, 0, 1_200};

    /**
     * Tries what can be tried, and says in the log what became of it.
     *
     * @throws UdpAdapterException when the kind that is wanted does not work
     */
    static UdpPorts choose(UdpAdapter wanted) throws UdpAdapterException {
        return switch (wanted) {
            case PORTABLE -> portable("as configured");
            case LINUX -> {
                String fault = fault();
                if (fault != null) {
                    throw new UdpAdapterException(fault);
                }
                yield LINUX;
            }
            case AUTO -> {
                String fault = fault();
                yield fault == null ? LINUX : portable(fault);
            }
        };
    }

    private static UdpPorts portable(String reason) {
        LOG.info("UDP by the Java runtime's channels: {}", reason);
        return PORTABLE;
    }

    UdpPort bind(InetAddress ip, int port) throws IOException {
        return switch (this) {
            case LINUX -> LinuxUdpPort.bind(ip, port);
            case PORTABLE -> NioUdpPort.bind(ip, port);
        };
    }

    /** Why Linux' ports do not work, or null when datagrams of a trial came back as they were sent. */
    private static @Nullable String fault() {
        if (!UdpSocket.supported()) {
            return "recvmmsg and sendmmsg are for Linux on x86-64 and AArch64";
        }
        try (LinuxUdpPort port = LinuxUdpPort.bind(InetAddress.getLoopbackAddress(), 0);
                Selector selector = Selector.open()) {
            port.register(selector);
            if (!comesBack(port, selector)) {
                return "a trial of recvmmsg and sendmmsg lost datagrams";
            }
            LOG.info(
                    "UDP by recvmmsg and sendmmsg, {}",
                    port.sendsRuns() ? "several datagrams a message (GSO)" : "one datagram a message");
            return null;
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.debug("The trial of recvmmsg and sendmmsg failed", e);
            return "a trial of recvmmsg and sendmmsg failed";
        }
    }

    private static boolean comesBack(UdpPort port, Selector selector) throws IOException {
        Batch batch = new Batch(TRIED.length);
        Endpoint self = Endpoint.of(port.address());
        for (int length : TRIED) {
            PacketBuffer datagram = new PacketBuffer();
            datagram.reset(length);
            Arrays.fill(datagram.bytes, 0, length, (byte) batch.size());
            batch.add(datagram, self);
        }
        port.send(batch);
        int[] intact = {0};
        UdpPort.Sink sink = (datagram, from, arrivedNanos) -> {
            PacketBuffer sent = batch.datagram(intact[0]);
            boolean same =
                    from.same(self) && Arrays.equals(datagram.bytes, 0, datagram.length, sent.bytes, 0, sent.length);
            intact[0] += same ? 1 : 0;
        };
        while (intact[0] < TRIED.length && selector.select(key -> {}, PATIENCE_MILLIS) > 0) {
            port.receive(TRIED.length - intact[0], sink);
        }
        return intact[0] == TRIED.length;
    }
}
