// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.PacketBuffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A port without a socket: tests put in what comes and see what goes. */
final class FakeUdpPort implements UdpPort {
    /** What was sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sent(byte[] datagram, InetSocketAddress to) {}

    final List<Sent> sent = new ArrayList<>();
    /** Senders of datagrams of one byte that are yet to be received. */
    final ArrayDeque<InetSocketAddress> waiting = new ArrayDeque<>();

    private final Trips trips = new Trips();
    private @Nullable DatagramChannel watched;
    /** How often it was given something to send. */
    int batches;

    boolean full;
    boolean closed;

    static InetSocketAddress address(int host) {
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + host), 4000);
    }

    @Override
    public InetSocketAddress address() {
        return address(250);
    }

    @Override
    public UdpAdapter adapter() {
        return UdpAdapter.PORTABLE;
    }

    /** With a channel by which nothing comes. */
    @Override
    public SelectionKey register(Selector selector) throws IOException {
        watched = DatagramChannel.open();
        watched.configureBlocking(false);
        return watched.register(selector, SelectionKey.OP_READ);
    }

    @Override
    public int receive(int limit, Sink sink) {
        int count = 0;
        PacketBuffer buffer = new PacketBuffer();
        while (count < limit && !waiting.isEmpty()) {
            buffer.reset(1);
            sink.onDatagram(buffer, Endpoint.of(waiting.remove()), 0);
            count++;
        }
        return count;
    }

    @Override
    public boolean holdsMore() {
        return false;
    }

    @Override
    public void send(Batch batch) {
        batches++;
        for (int i = 0; i < batch.size(); i++) {
            PacketBuffer datagram = batch.datagram(i);
            if (full) {
                batch.refuse(i, i + 1);
            } else {
                byte[] bytes = Arrays.copyOfRange(datagram.bytes, datagram.offset, datagram.offset + datagram.length);
                sent.add(new Sent(bytes, batch.to(i).socketAddress()));
            }
        }
    }

    @Override
    public Trips trips() {
        return trips;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (watched != null) {
            watched.close();
        }
    }
}
