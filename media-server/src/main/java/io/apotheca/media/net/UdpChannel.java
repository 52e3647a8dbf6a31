// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the sockets of both kinds of {@link UdpPort}. */
final class UdpChannel {
    private static final Logger LOG = LoggerFactory.getLogger(UdpChannel.class);
    /** A burst of key frames for a full loop fits; the system's default of about 200 KB loses some of it. */
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private UdpChannel() {}

    /** Non-blocking and bound; port 0 picks a free one. */
    static DatagramChannel bind(InetAddress ip, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                ip instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
            channel.bind(new InetSocketAddress(ip, port));
            LOG.debug(
                    "UDP socket buffers: {} KB in, {} KB out",
                    channel.getOption(StandardSocketOptions.SO_RCVBUF) / 1024,
                    channel.getOption(StandardSocketOptions.SO_SNDBUF) / 1024);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
