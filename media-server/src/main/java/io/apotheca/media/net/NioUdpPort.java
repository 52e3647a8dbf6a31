// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.PacketBuffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The portable {@link UdpPort}, on a DatagramChannel. */
final class NioUdpPort implements UdpPort {
    private static final Logger LOG = LoggerFactory.getLogger(NioUdpPort.class);
    /** A burst of key frames for a full loop fits; the system's default of about 200 KB loses some of it. */
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(PacketBuffer.CAPACITY);
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(PacketBuffer.MAX_DATAGRAM + 1);
    private final PacketBuffer received = new PacketBuffer();

    private NioUdpPort(DatagramChannel channel, InetSocketAddress address) {
        this.channel = channel;
        this.address = address;
    }

    /** Port 0 picks a free one. */
    static NioUdpPort bind(InetAddress ip, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
            channel.bind(new InetSocketAddress(ip, port));
            InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
            LOG.debug(
                    "UDP socket buffers: {} KB in, {} KB out",
                    channel.getOption(StandardSocketOptions.SO_RCVBUF) / 1024,
                    channel.getOption(StandardSocketOptions.SO_SNDBUF) / 1024);
            return new NioUdpPort(channel, bound);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public SelectionKey register(Selector selector) throws ClosedChannelException {
        return channel.register(selector, SelectionKey.OP_READ);
    }

    @Override
    public int receive(int limit, Sink sink) {
        int count = 0;
        while (count < limit) {
            incoming.clear();
            InetSocketAddress from = next();
            if (from == null) {
                break;
            }
            incoming.flip();
            boolean fits = incoming.remaining() <= PacketBuffer.MAX_DATAGRAM;
            received.reset(fits ? incoming.remaining() : 0);
            incoming.get(received.bytes, 0, received.length);
            sink.onDatagram(received, from);
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
    public boolean send(PacketBuffer datagram, InetSocketAddress to) {
        outgoing.clear();
        outgoing.put(datagram.bytes, datagram.offset, datagram.length).flip();
        try {
            return channel.send(outgoing, to) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
