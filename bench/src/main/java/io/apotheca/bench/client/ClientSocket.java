// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** One participant's UDP socket, connected to the server, so that nothing is allocated for addresses. Owned by its loop. */
final class ClientSocket implements Closeable {
    private static final int SOCKET_BUFFER_BYTES = 1 << 20;

    private final DatagramChannel channel;

    private ClientSocket(DatagramChannel channel) {
        this.channel = channel;
    }

    static ClientSocket bind(InetAddress local) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
            channel.bind(new InetSocketAddress(local, 0));
            return new ClientSocket(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    void connect(InetSocketAddress peer, Selector selector, Object attachment) throws IOException {
        channel.connect(peer);
        channel.register(selector, SelectionKey.OP_READ, attachment);
    }

    /** False when the operating system took it not. */
    boolean send(ByteBuffer datagram) {
        try {
            return channel.write(datagram) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads one datagram; false when there is none. */
    boolean receive(ByteBuffer into) {
        try {
            return channel.read(into) > 0;
        } catch (IOException e) {
            // An ICMP error about something sent earlier; the socket goes on.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
