// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import java.io.IOException;
import java.net.InetAddress;

class NioUdpPortTest extends UdpPortContract {
    @Override
    UdpPort bind(InetAddress ip, int port) throws IOException {
        return NioUdpPort.bind(ip, port);
    }

    @Override
    int messagesFor(int datagrams) {
        return datagrams;
    }

    @Override
    int callsFor(int datagrams) {
        return datagrams;
    }
}
