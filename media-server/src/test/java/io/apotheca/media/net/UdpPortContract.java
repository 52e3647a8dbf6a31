// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.testing.Allocated;
import io.apotheca.media.testing.Property;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link UdpPort} does, on real sockets of the loopback interface. */
abstract class UdpPortContract {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOST = 256;

    /** Less than a byte in four packets: the runtime keeps something of its own for a socket now and then. */
    private static final double MOST_BYTES_A_PACKET = 0.25;

    private static final int WARM_UPS = 12;

    private final List<AutoCloseable> open = new ArrayList<>();
    private UdpPort port;
    private DatagramSocket peer;

    /** Binds one of the ports that this is about; port 0 picks a free one. */
    abstract UdpPort bind(InetAddress ip, int port) throws IOException;

    @BeforeEach
    void open() throws IOException {
        port = opened(bind(LOOPBACK, 0));
        peer = socket(LOOPBACK);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }

    private DatagramSocket socket(InetAddress ip) throws IOException {
        DatagramSocket socket = opened(new DatagramSocket(0, ip));
        socket.setReceiveBufferSize(4 << 20);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private void give(byte[] datagram) throws IOException {
        peer.send(new DatagramPacket(datagram, datagram.length, port.address()));
    }

    /** Waits for so many datagrams and hands them to the sink. */
    private static void receive(UdpPort port, int count, UdpPort.Sink sink) throws IOException {
        try (Selector selector = Selector.open()) {
            port.register(selector);
            int received = 0;
            while (received < count) {
                if (!port.holdsMore()) {
                    assertThat(selector.select(key -> {}, PATIENCE_MILLIS))
                            .as("nothing came")
                            .isPositive();
                }
                received += port.receive(count - received, sink);
            }
        }
    }

    /** The datagrams that came next, as the peer sees them. */
    private static List<byte[]> take(DatagramSocket socket, int count) throws IOException {
        List<byte[]> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DatagramPacket packet = new DatagramPacket(new byte[PacketBuffer.CAPACITY], PacketBuffer.CAPACITY);
            socket.receive(packet);
            taken.add(Arrays.copyOf(packet.getData(), packet.getLength()));
        }
        return taken;
    }

    private static Endpoint end(DatagramSocket socket) {
        return Endpoint.of((InetSocketAddress) socket.getLocalSocketAddress());
    }

    /** A datagram that begins with its number, as far as it is long enough. */
    private static PacketBuffer datagram(int number, int length) {
        PacketBuffer datagram = new PacketBuffer();
        Arrays.fill(datagram.bytes, (byte) (number * 7));
        Bytes.put16(datagram.bytes, 0, number);
        datagram.reset(length);
        return datagram;
    }

    private static byte[] bytes(PacketBuffer datagram) {
        return Arrays.copyOfRange(datagram.bytes, datagram.offset, datagram.offset + datagram.length);
    }

    private static List<Boolean> refusals(Batch batch) {
        return IntStream.range(0, batch.size()).mapToObj(batch::refused).toList();
    }

    @Test
    void bindsToAFreePort() {
        assertThat(port.address().getPort()).isPositive();
        assertThat(port.address().getAddress()).isEqualTo(LOOPBACK);
    }

    @Test
    void takesWholeDatagramsInOrder() throws IOException {
        give(new byte[] {1});
        give(new byte[] {2, 3});
        give(new byte[PacketBuffer.MAX_DATAGRAM]);
        List<Integer> lengths = new ArrayList<>();
        long beforeNanos = System.nanoTime();
        receive(port, 3, (datagram, from, arrivedNanos) -> {
            assertThat(from.same(end(peer))).isTrue();
            assertThat(System.nanoTime() - arrivedNanos).isNotNegative();
            assertThat(arrivedNanos - beforeNanos)
                    .isBetween(-PATIENCE_MILLIS * 1_000_000L, PATIENCE_MILLIS * 1_000_000L);
            lengths.add(datagram.length);
        });
        assertThat(lengths).containsExactly(1, 2, PacketBuffer.MAX_DATAGRAM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void talksByBothVersionsOfIp(String literal) throws IOException {
        InetAddress ip = InetAddress.ofLiteral(literal);
        try (UdpPort here = bind(ip, 0);
                DatagramSocket there = socket(ip)) {
            exchange(here, there, there.getLocalPort(), ip);
        }
    }

    @Test
    void aPortForBothVersionsTalksByEither() throws IOException {
        try (UdpPort here = bind(InetAddress.ofLiteral("::"), 0)) {
            for (String literal : List.of("127.0.0.1", "::1")) {
                InetAddress ip = InetAddress.ofLiteral(literal);
                try (DatagramSocket there = socket(ip)) {
                    exchange(here, there, there.getLocalPort(), ip);
                }
            }
        }
    }

    /** A datagram there, and one back to where it came from. */
    private static void exchange(UdpPort here, DatagramSocket there, int therePort, InetAddress ip) throws IOException {
        there.send(new DatagramPacket(new byte[] {5}, 1, ip, here.address().getPort()));
        receive(here, 1, (received, from, arrivedNanos) -> {
            assertThat(from.socketAddress()).isEqualTo(new InetSocketAddress(ip, therePort));
            Batch batch = new Batch(1);
            batch.add(datagram(9, 20), from.copy());
            here.send(batch);
            assertThat(refusals(batch)).containsExactly(false);
        });
        assertThat(take(there, 1)).containsExactly(bytes(datagram(9, 20)));
    }

    @Test
    void countsEmptyAndOversizeOnesAndGoesOn() throws IOException {
        DropCounters drops = new DropCounters();
        TransportTable table = new TransportTable(drops, home -> {});
        UdpPort.Sink sink = table.route(port, () -> 0);
        give(new byte[0]);
        give(new byte[PacketBuffer.MAX_DATAGRAM + 1]);
        give(new byte[65_000]);
        give(new byte[] {(byte) 0x80, 0});
        receive(port, 4, sink);
        assertThat(drops.of(DropReason.BAD_SIZE)).isEqualTo(3);
        assertThat(drops.of(DropReason.UNKNOWN_SOURCE)).isEqualTo(1);
    }

    @Test
    void takesNoMoreThanItsLimitAtATime() throws IOException {
        UdpPort source = opened(bind(LOOPBACK, 0));
        Batch batch = new Batch(50);
        for (int i = 0; i < 50; i++) {
            batch.add(datagram(i, 100), Endpoint.of(port.address()));
        }
        source.send(batch);
        List<Integer> numbers = new ArrayList<>();
        UdpPort.Sink sink = (datagram, from, arrivedNanos) -> numbers.add(Bytes.u16(datagram.bytes, 0));
        receive(port, 1, sink);
        assertThat(numbers).hasSize(1);
        assertThat(port.receive(20, sink)).isEqualTo(20);
        assertThat(numbers).hasSize(21);
        assertThat(port.receive(100, sink)).isEqualTo(29);
        assertThat(port.holdsMore()).isFalse();
        assertThat(port.receive(5, sink)).isZero();
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void aSinkThatFailsLosesOneDatagramOnly() throws IOException {
        for (int i = 0; i < 3; i++) {
            give(bytes(datagram(i, 100)));
        }
        List<Integer> numbers = new ArrayList<>();
        UdpPort.Sink sink = (datagram, from, arrivedNanos) -> {
            numbers.add(Bytes.u16(datagram.bytes, 0));
            if (numbers.size() == 1) {
                throw new IllegalStateException("on purpose");
            }
        };
        try {
            receive(port, 3, sink);
        } catch (IllegalStateException e) {
            receive(port, 2, sink);
        }
        assertThat(numbers).containsExactly(0, 1, 2);
    }

    @Test
    void sendsTheWindowOfTheBuffer() throws IOException {
        PacketBuffer buffer = new PacketBuffer();
        buffer.bytes[10] = 7;
        buffer.offset = 10;
        buffer.length = 3;
        Batch batch = new Batch(1);
        batch.add(buffer, end(peer));
        port.send(batch);
        assertThat(refusals(batch)).containsExactly(false);
        assertThat(take(peer, 1)).containsExactly(new byte[] {7, 0, 0});
    }

    @Test
    void aClosedPortTakesNothing() throws IOException {
        port.close();
        // It may get what was the closed one's number of a file.
        opened(bind(LOOPBACK, 0));
        Batch batch = new Batch(2);
        batch.add(datagram(0, 10), end(peer));
        batch.add(datagram(1, 10), end(peer));
        port.send(batch);
        assertThat(refusals(batch)).containsExactly(true, true);
        assertThat(port.receive(1, (datagram, from, arrivedNanos) -> {})).isZero();
    }

    @Test
    void goesOnAfterNobodyWasThere() throws IOException {
        DatagramSocket gone = socket(LOOPBACK);
        Endpoint nobody = end(gone);
        gone.close();
        for (int i = 0; i < 3; i++) {
            Batch batch = new Batch(3);
            batch.add(datagram(0, 100), nobody);
            batch.add(datagram(1, 100), nobody);
            batch.add(datagram(2, 100), end(peer));
            port.send(batch);
            assertThat(refusals(batch)).endsWith(false);
            assertThat(take(peer, 1)).containsExactly(bytes(datagram(2, 100)));
            give(new byte[] {1});
            receive(port, 1, (datagram, from, arrivedNanos) -> {});
        }
    }

    @Test
    void whatIsRefusedCostsNothingElse() throws IOException {
        Endpoint nowhere = Endpoint.of(new InetSocketAddress(LOOPBACK, 0));
        Endpoint forbidden = Endpoint.of(new InetSocketAddress(InetAddress.ofLiteral("255.255.255.255"), 9));
        Batch batch = new Batch(7);
        List<Endpoint> ends = List.of(end(peer), nowhere, nowhere, nowhere, end(peer), forbidden, end(peer));
        for (int i = 0; i < ends.size(); i++) {
            batch.add(datagram(i, 500), ends.get(i));
        }
        port.send(batch);
        assertThat(refusals(batch)).containsExactly(false, true, true, true, false, true, false);
        assertThat(take(peer, 3))
                .containsExactly(bytes(datagram(0, 500)), bytes(datagram(4, 500)), bytes(datagram(6, 500)));
    }

    @Test
    void sendsFiveHundredInOrder() throws IOException {
        Endpoint to = end(peer);
        for (int first = 0; first < 500; first += 250) {
            Batch batch = new Batch(MOST);
            for (int i = first; i < first + 250; i++) {
                batch.add(datagram(i, 1_100), to);
            }
            port.send(batch);
            assertThat(refusals(batch)).doesNotContain(true);
        }
        List<byte[]> taken = take(peer, 500);
        for (int i = 0; i < 500; i++) {
            assertThat(taken.get(i)).isEqualTo(bytes(datagram(i, 1_100)));
        }
    }

    @Test
    void everyReceiverGetsWhatIsItsOwnInOrder() {
        List<DatagramSocket> peers = new ArrayList<>();
        Property.check(17, 60, random -> {
            try {
                while (peers.size() < 8) {
                    peers.add(socket(LOOPBACK));
                }
                sendAtRandom(peers, random);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void sendAtRandom(List<DatagramSocket> peers, RandomGenerator random) throws IOException {
        Batch batch = new Batch(MOST);
        List<List<byte[]>> expected = new ArrayList<>();
        int number = 0;
        for (DatagramSocket each : peers) {
            Endpoint to = end(each);
            List<byte[]> own = new ArrayList<>();
            expected.add(own);
            int usual = random.nextInt(1_200);
            for (int i = random.nextInt(MOST / peers.size()); i > 0; i--) {
                PacketBuffer datagram = datagram(
                        number++,
                        switch (random.nextInt(8)) {
                            case 0 -> random.nextInt(PacketBuffer.CAPACITY + 1);
                            case 1 -> 0;
                            case 2 -> usual / 2;
                            default -> usual;
                        });
                own.add(bytes(datagram));
                batch.add(datagram, to);
            }
        }
        port.send(batch);
        assertThat(refusals(batch)).doesNotContain(true);
        for (int i = 0; i < peers.size(); i++) {
            assertThat(take(peers.get(i), expected.get(i).size())).containsExactlyElementsOf(expected.get(i));
        }
    }

    @Test
    void takesWhatComesTogetherAsItWasSent() throws IOException {
        UdpPort source = opened(bind(LOOPBACK, 0));
        Endpoint to = Endpoint.of(port.address());
        Property.check(23, 60, random -> {
            Batch batch = new Batch(MOST);
            int usual = 1 + random.nextInt(1_200);
            int count = 1 + random.nextInt(150);
            for (int i = 0; i < count; i++) {
                batch.add(datagram(i, random.nextInt(4) == 0 ? random.nextInt(1_900) : usual), to);
            }
            source.send(batch);
            List<byte[]> came = new ArrayList<>();
            try {
                receive(port, count, (datagram, from, arrivedNanos) -> {
                    assertThat(from.port()).isEqualTo(source.address().getPort());
                    came.add(bytes(datagram));
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (int i = 0; i < count; i++) {
                assertThat(came.get(i)).isEqualTo(bytes(batch.datagram(i)));
            }
        });
    }

    @Test
    void aDatagramMakesNoGarbageOutOrIn() throws IOException {
        UdpPort source = opened(bind(LOOPBACK, 0));
        UdpPort second = opened(bind(LOOPBACK, 0));
        int batches = 2_000;
        int receivers = 2;
        int each = 8;
        Batch batch = new Batch(MOST);
        PacketBuffer datagram = datagram(1, 1_000);
        List<Endpoint> ends = List.of(Endpoint.of(port.address()), Endpoint.of(second.address()));
        int[] arrived = {0};
        UdpPort.Sink sink = (received, from, arrivedNanos) -> arrived[0] += received.length == 1_000 ? 1 : 0;
        Runnable work = () -> {
            for (int i = 0; i < batches; i++) {
                batch.clear();
                for (int to = 0; to < receivers; to++) {
                    for (int j = 0; j < each; j++) {
                        batch.add(datagram, ends.get(to));
                    }
                }
                source.send(batch);
                port.receive(2 * each, sink);
                second.receive(2 * each, sink);
            }
        };
        // The downcalls make none once they are compiled in full.
        for (int i = 0; i < WARM_UPS; i++) {
            work.run();
        }
        assertThat(Allocated.by(work)).isLessThan((long) (MOST_BYTES_A_PACKET * batches * receivers * each));
        assertThat(arrived[0]).isGreaterThan(2 * batches * receivers * each);
    }

    @Test
    void countsItsTrips() throws IOException {
        Batch batch = new Batch(10);
        Endpoint to = end(peer);
        for (int i = 0; i < 10; i++) {
            batch.add(datagram(i, 100), to);
        }
        port.send(batch);
        give(new byte[] {1});
        receive(port, 1, (datagram, from, arrivedNanos) -> {});
        assertThat(port.trips().messagesIn()).isEqualTo(1);
        assertThat(port.trips().callsIn()).isEqualTo(1);
        assertThat(port.trips().messagesOut()).isEqualTo(messagesFor(10));
        assertThat(port.trips().callsOut()).isEqualTo(callsFor(10));
    }

    /** In how many messages so many equal datagrams to one end leave. */
    abstract int messagesFor(int datagrams);

    abstract int callsFor(int datagrams);
}
