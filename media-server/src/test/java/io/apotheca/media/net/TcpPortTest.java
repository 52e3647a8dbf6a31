// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.net.Transports.Peer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections to a port, on real sockets of the loopback interface and with a clock moved by hand. */
class TcpPortTest {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int CONNECTIONS = 5;
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;
    private static final TcpPlan PLAN = new TcpPlan(0, CONNECTIONS, 5 * SECOND_NANOS, 30 * SECOND_NANOS);

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final DropCounters drops = new DropCounters();
    private final TransportTable table = new TransportTable(drops, home -> {});
    private final SendQueue queue = new SendQueue(drops, table.traffic(), () -> 0);
    private final Peer alice = Transports.peer(1, queue, drops);
    private final Peer bob = Transports.peer(2, queue, drops);
    private final List<Socket> sockets = new ArrayList<>();
    private Selector selector;
    private TcpPort port;
    private long now = 7;

    @BeforeEach
    void open() throws IOException {
        selector = Selector.open();
        port = TcpPort.bind(loopback, 0, PLAN);
        port.register(selector, table, drops, () -> now);
        table.add(alice.transport(), alice.ufrag());
        table.add(bob.transport(), bob.ufrag());
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        port.close();
        selector.close();
    }

    private Socket connect() throws IOException {
        int before = port.connections();
        Socket socket = new Socket();
        // The loopback's segments are as large as a usual window, which then opens by the seconds of a timer.
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        socket.connect(port.address());
        socket.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(socket);
        turnUntil(() -> port.connections() > before || before == CONNECTIONS);
        return socket;
    }

    private ArrayDeque<LoopPath> paths(Peer peer) {
        return Objects.requireNonNull(table.home(peer.transport())).paths;
    }

    private void turn(long millis) {
        try {
            selector.select(TcpPortTest::ready, millis);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        queue.flush();
    }

    private static void ready(SelectionKey key) {
        ((Runnable) key.attachment()).run();
    }

    private void turnUntil(BooleanSupplier seen) {
        for (int i = 0; i < PATIENCE_MILLIS / 10 && !seen.getAsBoolean(); i++) {
            turn(10);
        }
        assertThat(seen.getAsBoolean()).isTrue();
    }

    private static void send(Socket socket, byte[]... datagrams) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(FrameReaderTest.stream(Arrays.asList(datagrams)));
        out.flush();
    }

    private byte[] read(Socket socket) throws IOException {
        turnUntil(() -> available(socket) > 2);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] datagram = new byte[in.readUnsignedShort()];
        turnUntil(() -> available(socket) >= datagram.length);
        in.readFully(datagram);
        return datagram;
    }

    private static int available(Socket socket) {
        try {
            return socket.getInputStream().available();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A connection by which the peer has proved itself. */
    private Socket connect(Peer peer) throws IOException {
        Socket socket = connect();
        send(socket, peer.check());
        assertThat(read(socket)[0]).isEqualTo((byte) 1);
        return socket;
    }

    private void assertEnded(Socket socket) throws IOException {
        turnUntil(() -> true);
        try {
            int read = 0;
            while (read >= 0) {
                read = socket.getInputStream().read(new byte[4096]);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Test
    void answersACheckAndThenCarriesTheRest() throws IOException {
        Socket socket = connect(alice);
        send(socket, Transports.HELLO);
        assertThat(read(socket)).isNotEmpty();
    }

    @Test
    void takesACheckByteByByte() throws IOException {
        Socket socket = connect();
        for (byte each : FrameReaderTest.stream(List.of(alice.check()))) {
            socket.getOutputStream().write(each);
            turn(1);
        }
        assertThat(read(socket)[0]).isEqualTo((byte) 1);
    }

    @Test
    void nothingButACheckOpensIt() throws IOException {
        Socket socket = connect();
        send(socket, Transports.HELLO, new byte[] {(byte) 0x80, 111, 0, 1});
        turnUntil(() -> drops.of(DropReason.UNKNOWN_SOURCE) == 2);
        Peer stranger = Transports.peer(3, queue, drops);
        send(socket, stranger.check());
        turnUntil(() -> drops.of(DropReason.UNKNOWN_UFRAG) == 1);
        send(socket, alice.check());
        assertThat(read(socket)[0]).isEqualTo((byte) 1);
    }

    @Test
    void aStrangerMaySayOnlyALittle() throws IOException {
        Socket socket = connect();
        byte[][] noise = new byte[20][];
        Arrays.fill(noise, Transports.HELLO);
        send(socket, noise);
        turnUntil(() -> port.connections() == 0);
        assertThat(drops.of(DropReason.UNKNOWN_SOURCE)).isEqualTo(9);
        assertEnded(socket);
    }

    @Test
    void anotherProtocolIsShownTheDoor() throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        turnUntil(() -> port.connections() == 0);
        assertThat(drops.of(DropReason.BAD_SIZE)).isEqualTo(1);
        assertEnded(socket);
    }

    @Test
    void aConnectionThatDoesNotProveItselfIsClosedInTime() throws IOException {
        Socket silent = connect();
        Socket half = connect();
        half.getOutputStream().write(0);
        Socket good = connect(alice);
        now += PLAN.firstCheckNanos() - 1;
        port.onDeadline(now);
        assertThat(port.connections()).isEqualTo(3);
        now += SECOND_NANOS;
        assertThat(port.nextDeadlineNanos()).isLessThanOrEqualTo(now);
        port.onDeadline(now);
        assertThat(port.connections()).isEqualTo(1);
        assertThat(drops.of(DropReason.CONNECTION_IDLE)).isEqualTo(2);
        assertEnded(silent);
        assertEnded(half);
        send(good, Transports.HELLO);
        assertThat(read(good)).isNotEmpty();
        now += PLAN.idleNanos();
        port.onDeadline(now);
        assertThat(port.connections()).isZero();
        assertThat(port.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void strangersMakeRoomForNewcomersAndPeersDoNot() throws IOException {
        Socket peer = connect(alice);
        Socket first = connect();
        for (int i = 0; i < CONNECTIONS - 2; i++) {
            connect();
        }
        assertThat(port.connections()).isEqualTo(CONNECTIONS);
        Socket newcomer = connect();
        turnUntil(() -> drops.of(DropReason.TOO_MANY_CONNECTIONS) == 1);
        assertThat(port.connections()).isEqualTo(CONNECTIONS);
        assertEnded(first);
        send(newcomer, bob.check());
        assertThat(read(newcomer)[0]).isEqualTo((byte) 1);
        send(peer, Transports.HELLO);
        assertThat(read(peer)).isNotEmpty();
    }

    @Test
    void aFullHouseOfPeersTakesNobody() throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            connect(alice);
        }
        Socket more = connect();
        turnUntil(() -> drops.of(DropReason.TOO_MANY_CONNECTIONS) == 1);
        assertEnded(more);
        assertThat(port.connections()).isEqualTo(CONNECTIONS);
    }

    @Test
    void aPeerThatDoesNotReadLosesWholeFramesOnly() throws IOException {
        Socket socket = connect(alice);
        int size = 1200;
        int frames = 0;
        while (drops.of(DropReason.SLOW_READER) < 100) {
            PacketBuffer slot = queue.claim();
            slot.reset(size);
            slot.bytes[0] = (byte) frames;
            slot.bytes[size - 1] = (byte) frames;
            queue.send(slot, paths(alice).getLast());
            queue.flush();
            frames++;
            assertThat(frames).isLessThan(100_000);
        }
        assertThat(port.connections()).isEqualTo(1);
        int read = 0;
        while (read < frames - 100) {
            byte[] datagram = read(socket);
            assertThat(datagram).hasSize(size);
            assertThat(datagram[0]).isEqualTo(datagram[size - 1]);
            read++;
        }
        send(socket, Transports.HELLO);
        assertThat(read(socket)).hasSizeLessThan(size);
    }

    @Test
    void aTransportForgetsAConnectionThatEnded() throws IOException {
        Socket socket = connect(alice);
        assertThat(paths(alice)).hasSize(1);
        socket.close();
        turnUntil(() -> port.connections() == 0);
        assertThat(paths(alice)).isEmpty();
        Socket again = connect(alice);
        send(again, Transports.HELLO);
        assertThat(read(again)).isNotEmpty();
    }

    @Test
    void whoIsRemovedHearsTheLastWordsAndIsLeftThen() throws IOException {
        Socket socket = connect(alice);
        LoopPath path = paths(alice).getLast();
        table.remove(alice.transport());
        PacketBuffer slot = queue.claim();
        slot.reset(3);
        queue.send(slot, path);
        queue.flush();
        assertThat(read(socket)).hasSize(3);
        send(socket, Transports.HELLO);
        turnUntil(() -> drops.of(DropReason.UNKNOWN_SOURCE) == 1);
        now += 2 * SECOND_NANOS;
        port.onDeadline(now);
        assertEnded(socket);
    }
}
