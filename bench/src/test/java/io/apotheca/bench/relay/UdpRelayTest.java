// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.bench.link.LinkSpec;
import io.apotheca.bench.link.Loss;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The relay with real sockets on the loopback. */
class UdpRelayTest {
    private static final long MILLI = 1_000_000;
    private static final int SOON_MILLIS = 5_000;
    private static final int NEVER_MILLIS = 200;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final LinkSpec GOOD = LinkSpec.of(10_000_000).delay(0);

    private DatagramSocket server;
    private DatagramSocket client;

    @BeforeEach
    void open() throws IOException {
        server = new DatagramSocket(0, LOOPBACK);
        client = new DatagramSocket(0, LOOPBACK);
        server.setSoTimeout(SOON_MILLIS);
        client.setSoTimeout(SOON_MILLIS);
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    private UdpRelay relay(LinkSpec both) throws IOException {
        return UdpRelay.start(new UdpRelay.Plan(
                new InetSocketAddress(LOOPBACK, 0),
                new InetSocketAddress(LOOPBACK, server.getLocalPort()),
                LinkSettings.same(both),
                false));
    }

    private static void send(DatagramSocket from, InetSocketAddress to, int number) throws IOException {
        from.send(new DatagramPacket(new byte[] {(byte) number}, 1, to));
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        socket.receive(packet);
        return packet;
    }

    @Test
    void answersFindEachClientBackAfterTheDelay() throws IOException {
        try (UdpRelay relay = relay(GOOD.delay(60 * MILLI));
                DatagramSocket other = new DatagramSocket(0, LOOPBACK)) {
            other.setSoTimeout(SOON_MILLIS);
            long start = System.nanoTime();
            send(client, relay.address(), 1);
            send(other, relay.address(), 2);
            for (int i = 0; i < 2; i++) {
                DatagramPacket asked = receive(server);
                assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(60 * MILLI);
                send(server, (InetSocketAddress) asked.getSocketAddress(), asked.getData()[0] + 10);
            }
            DatagramPacket answer = receive(client);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(120 * MILLI);
            assertThat(answer.getData()[0]).isEqualTo((byte) 11);
            assertThat(answer.getSocketAddress()).isEqualTo(relay.address());
            assertThat(receive(other).getData()[0]).isEqualTo((byte) 12);
            RelayStatus status = relay.status();
            assertThat(status.clients()).isEqualTo(2);
            assertThat(status.up().deliveredPackets()).isEqualTo(2);
            assertThat(status.down().deliveredPackets()).isEqualTo(2);
            assertThat(relay.status().up().deliveredPackets()).isZero();
        }
    }

    @Test
    void aThirdIsLostAndTheRestIsWhole() throws IOException {
        try (UdpRelay relay = relay(GOOD.loss(new Loss.Random(1 / 3.0)))) {
            for (int i = 0; i < 99; i++) {
                send(client, relay.address(), i);
            }
            server.setSoTimeout(NEVER_MILLIS);
            int arrived = 0;
            int before = -1;
            for (DatagramPacket next = next(); next != null; next = next()) {
                assertThat((int) next.getData()[0]).as("in order").isGreaterThan(before);
                before = next.getData()[0];
                arrived++;
            }
            RelayStatus status = relay.status();
            assertThat(arrived).isBetween(40, 90);
            assertThat(status.up().deliveredPackets()).isEqualTo(arrived);
            assertThat(status.up().lostPackets()).isEqualTo(99 - arrived);
        }
    }

    private @Nullable DatagramPacket next() throws IOException {
        try {
            return receive(server);
        } catch (SocketTimeoutException e) {
            return null;
        }
    }

    @Test
    void itChangesWhileItRuns() throws IOException {
        try (UdpRelay relay = relay(GOOD)) {
            send(client, relay.address(), 1);
            assertThat(receive(server).getData()[0]).isEqualTo((byte) 1);
            relay.change(LinkSettings.same(GOOD.loss(new Loss.Random(1))));
            send(client, relay.address(), 2);
            server.setSoTimeout(NEVER_MILLIS);
            assertThat(next()).isNull();
            assertThat(relay.status().up().lostPackets()).isEqualTo(1);
            relay.change(LinkSettings.same(GOOD));
            server.setSoTimeout(SOON_MILLIS);
            send(client, relay.address(), 3);
            assertThat(receive(server).getData()[0]).isEqualTo((byte) 3);
        }
    }

    @Test
    void aServerThatIsAwayIsNoEnd() throws IOException {
        int port = server.getLocalPort();
        try (UdpRelay relay = relay(GOOD)) {
            server.close();
            client.setSoTimeout(NEVER_MILLIS);
            for (int i = 0; i < 3; i++) {
                send(client, relay.address(), i);
                assertThatThrownBy(() -> receive(client)).isInstanceOf(SocketTimeoutException.class);
            }
            server = new DatagramSocket(port, LOOPBACK);
            server.setSoTimeout(SOON_MILLIS);
            send(client, relay.address(), 9);
            assertThat(receive(server).getData()[0]).isEqualTo((byte) 9);
            assertThat(relay.status().unsent()).isPositive();
        }
    }

    @Test
    void aClosedRelayFreesItsPortAndStillAnswers() throws IOException {
        UdpRelay relay = relay(GOOD);
        UdpRelay.Plan again = new UdpRelay.Plan(relay.address(), relay.address(), LinkSettings.same(GOOD), true);
        assertThatThrownBy(() -> UdpRelay.start(again)).isInstanceOf(BindException.class);
        relay.close();
        assertThat(relay.status().clients()).isZero();
        UdpRelay.start(again).close();
    }
}
