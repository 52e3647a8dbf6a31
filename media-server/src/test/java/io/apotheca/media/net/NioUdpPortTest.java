// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What any UdpPort does, on real sockets of the loopback interface. */
class NioUdpPortTest {
    private static final int PATIENCE_MILLIS = 10_000;

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private UdpPort port;
    private DatagramSocket peer;
    private Selector selector;

    @BeforeEach
    void open() throws IOException {
        port = NioUdpPort.bind(loopback, 0);
        peer = new DatagramSocket(0, loopback);
        peer.setSoTimeout(PATIENCE_MILLIS);
        selector = Selector.open();
        port.register(selector);
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        selector.close();
        port.close();
    }

    private void send(byte[] datagram) throws IOException {
        peer.send(new DatagramPacket(datagram, datagram.length, port.address()));
    }

    /** Waits for so many datagrams and hands them to the sink. */
    private void receive(int count, UdpPort.Sink sink) throws IOException {
        int received = 0;
        while (received < count) {
            assertThat(selector.select(PATIENCE_MILLIS)).as("nothing came").isPositive();
            selector.selectedKeys().clear();
            received += port.receive(count - received, sink);
        }
    }

    @Test
    void bindsToAFreePort() {
        assertThat(port.address().getPort()).isPositive();
        assertThat(port.address().getAddress()).isEqualTo(loopback);
    }

    @Test
    void takesWholeDatagramsInOrder() throws IOException {
        send(new byte[] {1});
        send(new byte[] {2, 3});
        send(new byte[PacketBuffer.MAX_DATAGRAM]);
        List<Integer> lengths = new ArrayList<>();
        receive(3, (datagram, from) -> {
            assertThat(from).isEqualTo(peer.getLocalSocketAddress());
            lengths.add(datagram.length);
        });
        assertThat(lengths).containsExactly(1, 2, PacketBuffer.MAX_DATAGRAM);
    }

    @Test
    void countsEmptyAndOversizeOnesAndGoesOn() throws IOException {
        DropCounters drops = new DropCounters();
        TransportTable table = new TransportTable(drops, home -> {});
        UdpPort.Sink sink = table.route(port, () -> 0);
        send(new byte[0]);
        send(new byte[PacketBuffer.MAX_DATAGRAM + 1]);
        send(new byte[65_000]);
        send(new byte[] {(byte) 0x80, 0});
        receive(4, sink);
        assertThat(drops.of(DropReason.BAD_SIZE)).isEqualTo(3);
        assertThat(drops.of(DropReason.UNKNOWN_SOURCE)).isEqualTo(1);
    }

    @Test
    void takesNoMoreThanItsLimitAtATime() throws IOException {
        for (int i = 0; i < 5; i++) {
            send(new byte[] {1});
        }
        assertThat(selector.select(PATIENCE_MILLIS)).isPositive();
        selector.selectedKeys().clear();
        List<Integer> lengths = new ArrayList<>();
        assertThat(port.receive(2, (datagram, from) -> lengths.add(datagram.length)))
                .isBetween(1, 2);
        receive(5 - lengths.size(), (datagram, from) -> lengths.add(datagram.length));
        assertThat(port.receive(5, (datagram, from) -> lengths.add(datagram.length)))
                .isZero();
        assertThat(lengths).hasSize(5);
    }

    @Test
    void sendsTheWindowOfTheBuffer() throws IOException {
        PacketBuffer buffer = new PacketBuffer();
        buffer.bytes[10] = 7;
        buffer.offset = 10;
        buffer.length = 3;
        assertThat(port.send(buffer, (InetSocketAddress) peer.getLocalSocketAddress()))
                .isTrue();
        DatagramPacket received = new DatagramPacket(new byte[100], 100);
        peer.receive(received);
        assertThat(received.getLength()).isEqualTo(3);
        assertThat(received.getData()[0]).isEqualTo((byte) 7);
        assertThat(received.getPort()).isEqualTo(port.address().getPort());
    }

    @Test
    void saysWhenItCouldNotSend() throws IOException {
        PacketBuffer buffer = new PacketBuffer();
        buffer.reset(3);
        port.close();
        assertThat(port.send(buffer, (InetSocketAddress) peer.getLocalSocketAddress()))
                .isFalse();
        assertThat(port.receive(1, (datagram, from) -> {})).isZero();
    }

    @Test
    void aTakenPortIsNamed() {
        int taken = peer.getLocalPort();
        PortPlan plan = new PortPlan(List.of(new LocalAddress(loopback, loopback)), taken, 0, null, 0, 0);
        assertThatThrownBy(() -> MediaLoops.start(1, plan).close())
                .isInstanceOf(BindException.class)
                .hasMessageContaining(Integer.toString(taken));
    }

    @Test
    void loopsHaveOnePortEach() throws IOException {
        PortPlan plan =
                new PortPlan(List.of(new LocalAddress(loopback, InetAddress.ofLiteral("192.0.2.1"))), 0, 0, null, 0, 0);
        try (MediaLoops loops = MediaLoops.start(3, plan)) {
            assertThat(loops.entries()).hasSize(3);
            assertThat(loops.entries())
                    .extracting(entry -> entry.addresses().getFirst().port())
                    .doesNotHaveDuplicates();
            assertThat(loops.entries().getFirst().addresses().getFirst().ip()).isEqualTo("192.0.2.1");
        }
    }
}
