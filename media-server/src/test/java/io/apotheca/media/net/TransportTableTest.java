// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.IceClient;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.net.Transports.Peer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Datagrams find their transport, and nobody else's. */
class TransportTableTest {
    private static final byte[] MEDIA = {(byte) 0x80, 111, 0, 1};
    private static final InetSocketAddress HOME = FakeUdpPort.address(1);
    private static final InetSocketAddress CAFE = FakeUdpPort.address(2);

    private final DropCounters drops = new DropCounters();
    private final List<Home> touched = new ArrayList<>();
    private final TransportTable table = new TransportTable(drops, touched::add);
    private final SendQueue queue = new SendQueue(drops, table.traffic(), () -> 0);
    private final FakeUdpPort port = new FakeUdpPort();
    private final FakeUdpPort otherPort = new FakeUdpPort();
    private final UdpPort.Sink sink = table.route(port, () -> 1000);
    private final UdpPort.Sink otherSink = table.route(otherPort, () -> 1000);
    private final Peer alice = Transports.peer(1, queue, drops);
    private final Peer bob = Transports.peer(2, queue, drops);

    TransportTableTest() {
        table.add(alice.transport(), alice.ufrag());
        table.add(bob.transport(), bob.ufrag());
        touched.clear();
    }

    private void receive(byte[] datagram, InetSocketAddress from) {
        receive(sink, datagram, from);
    }

    private void receive(UdpPort.Sink into, byte[] datagram, InetSocketAddress from) {
        PacketBuffer buffer = new PacketBuffer();
        System.arraycopy(datagram, 0, buffer.bytes, 0, datagram.length);
        buffer.reset(datagram.length);
        into.onDatagram(buffer, Endpoint.of(from), 0);
        queue.flush();
    }

    private void assertRefused(byte[] datagram, InetSocketAddress from, DropReason reason) {
        long before = drops.of(reason);
        int sent = port.sent.size();
        receive(datagram, from);
        assertThat(drops.of(reason)).as(reason.toString()).isEqualTo(before + 1);
        assertThat(port.sent).as("answers").hasSize(sent);
    }

    /** Says hello from there and tells whose transport answered. */
    private void assertReaches(Peer peer, InetSocketAddress from) {
        touched.clear();
        int sent = port.sent.size();
        receive(Transports.HELLO, from);
        assertThat(touched).extracting(home -> home.ufrags.getLast()).containsExactly(peer.ufrag());
        assertThat(port.sent).hasSize(sent + 1);
        assertThat(port.sent.getLast().to()).isEqualTo(from);
    }

    @Test
    void nothingFromAStrangerGetsAnywhere() {
        assertRefused(MEDIA, HOME, DropReason.UNKNOWN_SOURCE);
        assertRefused(Transports.HELLO, HOME, DropReason.UNKNOWN_SOURCE);
        assertRefused(new byte[] {100, 1, 2}, HOME, DropReason.UNKNOWN_SOURCE);
        assertRefused(new byte[] {}, HOME, DropReason.BAD_SIZE);
        assertRefused(new byte[] {0, 1, 0, 0}, HOME, DropReason.STUN_REFUSED);
        assertThat(touched).isEmpty();
    }

    @Test
    void aCheckForNobodyHereIsRefused() {
        Peer stranger = Transports.peer(3, queue, drops);
        assertRefused(stranger.check(), HOME, DropReason.UNKNOWN_UFRAG);
    }

    @Test
    void aCheckWithAWrongPasswordBindsNothing() {
        IceParameters guess = new IceParameters(
                alice.ufrag(), IceParameters.random(new SplittableRandom(7)).pwd());
        assertRefused(new Peer(alice.transport(), guess, alice.client()).check(), HOME, DropReason.STUN_REFUSED);
        assertRefused(Transports.HELLO, HOME, DropReason.UNKNOWN_SOURCE);
    }

    @Test
    void anAuthenticCheckOpensItsAddress() {
        receive(alice.check(), HOME);
        assertThat(port.sent).hasSize(1);
        assertThat(port.sent.getFirst().to()).isEqualTo(HOME);
        assertReaches(alice, HOME);
        assertRefused(Transports.HELLO, CAFE, DropReason.UNKNOWN_SOURCE);
    }

    @Test
    void aPeerMayMoveAndComeBack() {
        receive(alice.check(), HOME);
        receive(alice.check(), CAFE);
        assertReaches(alice, CAFE);
        receive(alice.check(), HOME);
        assertReaches(alice, HOME);
    }

    @Test
    void anAddressGoesToWhoeverProvedItLast() {
        receive(alice.check(), HOME);
        receive(bob.check(), HOME);
        assertReaches(bob, HOME);
        table.remove(alice.transport());
        assertReaches(bob, HOME);
        assertRefused(alice.check(), HOME, DropReason.UNKNOWN_UFRAG);
    }

    @Test
    void nobodyLosesAnAddressToAForgedCheck() {
        receive(alice.check(), HOME);
        IceParameters guess = new IceParameters(
                bob.ufrag(), IceParameters.random(new SplittableRandom(7)).pwd());
        assertRefused(new Peer(bob.transport(), guess, bob.client()).check(), HOME, DropReason.STUN_REFUSED);
        assertReaches(alice, HOME);
    }

    @Test
    void theSameAddressAtAnotherPortIsAnotherPath() {
        receive(alice.check(), HOME);
        receive(otherSink, bob.check(), HOME);
        assertThat(otherPort.sent).hasSize(1);
        assertReaches(alice, HOME);
        receive(otherSink, Transports.HELLO, HOME);
        assertThat(otherPort.sent).hasSize(2);
    }

    @Test
    void pathsAreBoundedAndTheSelectedOneStays() {
        receive(alice.check(), FakeUdpPort.address(1));
        byte[] unnominated = withoutNomination();
        for (int host = 2; host <= 40; host++) {
            receive(unnominated, FakeUdpPort.address(host));
        }
        assertThat(table.home(alice.transport()))
                .isNotNull()
                .satisfies(home -> assertThat(home.paths).hasSize(16));
        assertReachesOnSelected(FakeUdpPort.address(40));
        assertReachesOnSelected(FakeUdpPort.address(1));
        assertRefused(Transports.HELLO, FakeUdpPort.address(2), DropReason.UNKNOWN_SOURCE);
    }

    private byte[] withoutNomination() {
        PacketBuffer into = new PacketBuffer();
        new IceClient(alice.client(), alice.server(), new SplittableRandom(2)).check(false, into);
        return Arrays.copyOf(into.bytes, into.length);
    }

    private void assertReachesOnSelected(InetSocketAddress from) {
        int sent = port.sent.size();
        receive(Transports.HELLO, from);
        assertThat(port.sent).hasSize(sent + 1);
        assertThat(port.sent.getLast().to()).isEqualTo(FakeUdpPort.address(1));
    }

    @Test
    void nothingLeadsToATransportThatIsGone() {
        receive(alice.check(), HOME);
        receive(alice.check(), CAFE);
        assertThat(table.remove(alice.transport())).isNotNull();
        assertThat(table.home(alice.transport())).isNull();
        assertRefused(Transports.HELLO, HOME, DropReason.UNKNOWN_SOURCE);
        assertRefused(Transports.HELLO, CAFE, DropReason.UNKNOWN_SOURCE);
        assertRefused(alice.check(), HOME, DropReason.UNKNOWN_UFRAG);
        assertThat(table.remove(alice.transport())).isNull();
    }
}
