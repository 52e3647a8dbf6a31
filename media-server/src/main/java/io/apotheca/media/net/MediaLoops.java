// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;

/** The loops of a media node, each with its own ports. */
public final class MediaLoops implements AutoCloseable {
    /**
     * A loop and the addresses by which its ports are reached.
     *
     * @param loop the running loop
     * @param addresses in order of preference
     */
    public record Entry(MediaLoop loop, List<AnnouncedAddress> addresses) {}

    private final List<Entry> entries = new ArrayList<>();

    private MediaLoops() {}

    /**
     * Starts {@code count} loops.
     *
     * @throws BindException when a port is in use; its message names the port
     * @throws UdpAdapterException when the plan's adapter does not work here
     */
    public static MediaLoops start(int count, PortPlan plan) throws IOException {
        UdpPorts udp = UdpPorts.choose(plan.adapter());
        MediaLoops loops = new MediaLoops();
        try {
            for (int i = 0; i < count; i++) {
                loops.entries.add(startOne(i, udp, plan));
            }
        } catch (IOException e) {
            loops.close();
            throw e;
        }
        return loops;
    }

    private static Entry startOne(int index, UdpPorts udp, PortPlan plan) throws IOException {
        List<UdpPort> ports = new ArrayList<>();
        List<TcpPort> tcpPorts = new ArrayList<>();
        List<AnnouncedAddress> announced = new ArrayList<>();
        try {
            for (LocalAddress address : plan.addresses()) {
                UdpPort port = bind("UDP", portOf(plan.firstPort(), index), wanted -> udp.bind(address.bind(), wanted));
                ports.add(plan.loss() > 0 ? new LossyUdpPort(port, plan.loss(), plan.lossSeed()) : port);
                int told = plan.announcedPort() == 0 ? port.address().getPort() : plan.announcedPort() + index;
                announced.add(announced(AnnouncedAddress.Protocol.UDP, address, told));
            }
            TcpPlan tcp = plan.tcp();
            if (tcp != null) {
                for (LocalAddress address : plan.addresses()) {
                    TcpPort port = bind(
                            "TCP", portOf(tcp.firstPort(), index), wanted -> TcpPort.bind(address.bind(), wanted, tcp));
                    tcpPorts.add(port);
                    announced.add(announced(
                            AnnouncedAddress.Protocol.TCP,
                            address,
                            port.address().getPort()));
                }
            }
            return new Entry(MediaLoop.start("media-loop-" + index, ports, tcpPorts), List.copyOf(announced));
        } catch (IOException e) {
            for (UdpPort port : ports) {
                port.close();
            }
            for (TcpPort port : tcpPorts) {
                port.close();
            }
            throw e;
        }
    }

    private static AnnouncedAddress announced(AnnouncedAddress.Protocol protocol, LocalAddress address, int port) {
        return new AnnouncedAddress(protocol, address.announced().getHostAddress(), port);
    }

    private static int portOf(int firstPort, int index) {
        return firstPort == 0 ? 0 : firstPort + index;
    }

    private interface Binder<P> {
        P bind(int port) throws IOException;
    }

    private static <P> P bind(String protocol, int port, Binder<P> binder) throws IOException {
        try {
            return binder.bind(port);
        } catch (BindException e) {
            BindException named = new BindException(protocol + " port " + port);
            named.initCause(e);
            throw named;
        }
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void close() {
        entries.forEach(entry -> entry.loop().close());
    }
}
