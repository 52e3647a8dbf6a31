// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.testing.Collected;
import io.apotheca.media.testing.Property;
import io.apotheca.media.transport.Outbox;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendQueueTest {
    private final DropCounters drops = new DropCounters();
    private final TransportTable table = new TransportTable(drops, home -> {});
    private final FakeUdpPort port = new FakeUdpPort();
    private final FakeUdpPort otherPort = new FakeUdpPort();
    /** Its time is the number of datagrams that were written. */
    private final SendQueue queue = new SendQueue(drops, table.traffic(), () -> port.sent.size());

    private final UdpPath path = path(port, 1);

    private UdpPath path(UdpPort from, int host) {
        return new UdpPath(
                from,
                Endpoint.of(FakeUdpPort.address(host)),
                new Home(Transports.peer(1, queue, drops).transport()),
                new UdpArrivals(from, table, () -> 0));
    }

    private void send(int number) {
        send(number, path);
    }

    private void send(int number, UdpPath to) {
        PacketBuffer slot = queue.claim();
        Bytes.put16(slot.bytes, 0, number);
        slot.reset(2);
        queue.send(slot, to);
    }

    private static List<Integer> numbers(FakeUdpPort port) {
        return port.sent.stream().map(sent -> Bytes.u16(sent.datagram(), 0)).toList();
    }

    @Test
    void sendsAtTheEndOfTheTurn() {
        send(1);
        send(2);
        assertThat(port.sent).isEmpty();
        queue.flush();
        assertThat(port.sent)
                .extracting(FakeUdpPort.Sent::to)
                .containsExactly(path.to().socketAddress(), path.to().socketAddress());
        assertThat(table.traffic().udpOut().datagrams()).isEqualTo(2);
        assertThat(table.traffic().udpOut().bytes()).isEqualTo(4);
        queue.flush();
        assertThat(port.sent).hasSize(2);
    }

    @Test
    void keepsNoPathThatItSentBy() {
        List<WeakReference<UdpPath>> gone = new ArrayList<>();
        for (int host = 2; host < 20; host++) {
            UdpPath each = path(port, host);
            gone.add(new WeakReference<>(each));
            send(host, each);
        }
        queue.flush();
        assertThat(Collected.remaining(gone)).isZero();
    }

    @Test
    void sendsManyInOrder() {
        for (int number = 0; number < 1000; number++) {
            send(number);
        }
        queue.flush();
        assertThat(numbers(port))
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void whatGoesByOnePathLeavesTogetherAndInItsOrder() {
        UdpPath second = path(port, 2);
        UdpPath elsewhere = path(otherPort, 1);
        send(1, path);
        send(2, second);
        send(3, elsewhere);
        send(4, path);
        send(5, second);
        send(6, path);
        queue.flush();
        assertThat(numbers(port)).containsExactly(1, 4, 6, 2, 5);
        assertThat(numbers(otherPort)).containsExactly(3);
        assertThat(port.batches).isEqualTo(1);
        assertThat(otherPort.batches).isEqualTo(1);
        send(7, second);
        queue.flush();
        assertThat(numbers(port)).containsExactly(1, 4, 6, 2, 5, 7);
    }

    @Test
    void eachPathGetsAllOfItsOwnInOrder() {
        Property.check(61, 200, random -> {
            port.sent.clear();
            otherPort.sent.clear();
            List<UdpPath> paths = new ArrayList<>();
            List<List<Integer>> expected = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                paths.add(path(random.nextBoolean() ? port : otherPort, i));
                expected.add(new ArrayList<>());
            }
            int count = random.nextInt(3 * Outbox.MOST_QUEUED);
            for (int number = 0; number < count; number++) {
                int to = random.nextInt(paths.size());
                send(number, paths.get(to));
                expected.get(to).add(number);
                if (random.nextInt(100) == 0) {
                    queue.flush();
                }
            }
            queue.flush();
            for (int i = 0; i < paths.size(); i++) {
                UdpPath to = paths.get(i);
                FakeUdpPort from = (FakeUdpPort) to.port();
                assertThat(from.sent.stream()
                                .filter(sent -> sent.to().equals(to.to().socketAddress()))
                                .map(sent -> Bytes.u16(sent.datagram(), 0)))
                        .containsExactlyElementsOf(expected.get(i));
            }
            assertThat(port.sent.size() + otherPort.sent.size()).isEqualTo(count);
        });
    }

    @Test
    void aClaimWithoutASendCostsNothing() {
        PacketBuffer first = queue.claim();
        assertThat(queue.claim()).isSameAs(first);
        queue.flush();
        assertThat(port.sent).isEmpty();
    }

    @Test
    void tellsTheTimeBeforeItsWrites() {
        List<Long> told = new ArrayList<>();
        send(1);
        queue.flush();
        send(2);
        queue.tellWhenWritten(told::add);
        send(3);
        queue.flush();
        send(4);
        queue.flush();
        assertThat(told).containsExactly(1L);
    }

    @Test
    void measuresHowLongWhatItSendsWasOnItsWayUnlessItWaitedOrHadNoCause() {
        send(1);
        queue.causedBy(-20_000_000);
        send(2);
        send(3);
        queue.causedBy(-40_000_000);
        send(4);
        PacketBuffer kept = queue.claim();
        queue.keep(kept);
        queue.sendKept(kept, path);
        queue.causedByNothing();
        send(5);
        queue.flush();
        TransitTimes transit = queue.transit();
        assertThat(transit.sumNanos()).isEqualTo(2 * 20_000_006 + 40_000_006);
        assertThat(transit.longestNanos(0)).isEqualTo(40_000_006);
        assertThat(IntStream.range(0, TransitTimes.buckets())
                        .mapToLong(transit::count)
                        .sum())
                .isEqualTo(3);
    }

    @Test
    void countsWhatTheSystemDidNotTake() {
        port.full = true;
        send(1);
        queue.flush();
        assertThat(drops.of(DropReason.SEND_FAILED)).isEqualTo(1);
        assertThat(table.traffic().udpOut().datagrams()).isZero();
        port.full = false;
        queue.flush();
        assertThat(port.sent).isEmpty();
    }
}
