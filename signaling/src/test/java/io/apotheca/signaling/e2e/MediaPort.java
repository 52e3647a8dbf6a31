// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The media server's UDP port as an outsider sees it who has read an answer: sends what it likes, counts what comes back. */
final class MediaPort implements AutoCloseable {
    private static final Pattern CANDIDATE = Pattern.compile("a=candidate:\\S+ 1 udp \\d+ ([0-9.]+) (\\d+) typ host");
    private static final int QUIET_MILLIS = 500;

    private final DatagramSocket socket;
    private final InetSocketAddress target;

    private MediaPort(InetSocketAddress target) throws IOException {
        this.target = target;
        this.socket = new DatagramSocket();
        socket.setSoTimeout(QUIET_MILLIS);
    }

    /** The port of the first IPv4 candidate in an answer. */
    static MediaPort of(String answer) {
        Matcher candidate = CANDIDATE.matcher(answer);
        if (!candidate.find()) {
            throw new AssertionError("no IPv4 candidate in the answer");
        }
        try {
            InetAddress address = InetAddress.ofLiteral(candidate.group(1));
            return new MediaPort(new InetSocketAddress(address, Integer.parseInt(candidate.group(2))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, target));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** How many datagrams have come back until it was quiet for half a second. */
    int answers() {
        int count = 0;
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (true) {
            try {
                socket.receive(packet);
                count++;
            } catch (SocketTimeoutException e) {
                return count;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
