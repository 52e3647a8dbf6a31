// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/**
 * The server's socket, bound before anything else is started: a port that is taken is found at once, and whoever comes
 * early waits in the backlog until the server answers.
 */
public final class ListenSocket implements AutoCloseable {
    private final ServerSocketChannel channel;
    private final int port;

    private ListenSocket(ServerSocketChannel channel, int port) {
        this.channel = channel;
        this.port = port;
    }

    public static ListenSocket bind(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException("unknown host");
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address);
            return new ListenSocket(channel, ((InetSocketAddress) channel.getLocalAddress()).getPort());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    ServerSocketChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is lost with a socket that cannot be closed.
        }
    }
}
