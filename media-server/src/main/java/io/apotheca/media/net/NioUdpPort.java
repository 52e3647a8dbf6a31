// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.PacketBuffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** The portable {@link UdpPort}, on a DatagramChannel: a call a datagram. */
final class NioUdpPort implements UdpPort {
    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(PacketBuffer.CAPACITY);
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(PacketBuffer.MAX_DATAGRAM + 1);
    private final PacketBuffer received = new PacketBuffer();
    private final Endpoint sender = new Endpoint();
    private final Trips trips = new Trips();

    private NioUdpPort(DatagramChannel channel, InetSocketAddress address) {
        this.channel = channel;
        this.address = address;
    }

    /** Port 0 picks a free one. */
    static NioUdpPort bind(InetAddress ip, int port) throws IOException {
        DatagramChannel channel = UdpChannel.bind(ip, port);
        return new NioUdpPort(channel, (InetSocketAddress) channel.getLocalAddress());
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public UdpAdapter adapter() {
        return UdpAdapter.PORTABLE;
    }

    @Override
    public SelectionKey register(Selector selector) throws ClosedChannelException {
        return channel.register(selector, SelectionKey.OP_READ);
    }

    @Override
    public int receive(int limit, Sink sink) {
        long nowNanos = System.nanoTime();
        int count = 0;
        while (count < limit) {
            incoming.clear();
            InetSocketAddress from = next();
            if (from == null) {
                break;
            }
            trips.countIn(1);
            incoming.flip();
            boolean fits = incoming.remaining() <= PacketBuffer.MAX_DATAGRAM;
            received.reset(fits ? incoming.remaining() : 0);
            incoming.get(received.bytes, 0, received.length);
            sender.set(from);
            sink.onDatagram(received, sender, nowNanos);
            count++;
        }
        return count;
    }

    private @Nullable InetSocketAddress next() {
        try {
            return (InetSocketAddress) channel.receive(incoming);
        } catch (IOException e) {
            // An ICMP error about something sent earlier; the socket goes on.
            return null;
        }
    }

    @Override
    public boolean holdsMore() {
        return false;
    }

    @Override
    public void send(Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (send(batch.datagram(i), batch.to(i).socketAddress())) {
                trips.countOut(1);
            } else {
                batch.refuse(i, i + 1);
            }
        }
    }

    private boolean send(PacketBuffer datagram, InetSocketAddress to) {
        outgoing.clear();
        outgoing.put(datagram.bytes, datagram.offset, datagram.length).flip();
        try {
            // An empty datagram counts as 0 bytes, as one that was not taken does.
            return channel.send(outgoing, to) > 0 || datagram.length == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Trips trips() {
        return trips;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
