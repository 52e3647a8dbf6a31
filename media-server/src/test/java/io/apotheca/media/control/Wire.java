// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.control.v1.Candidate;
import io.apotheca.media.control.v1.CandidateProtocol;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;

/** A client's socket towards one of the server's candidates: a UDP socket, or a TCP connection with frames. */
sealed interface Wire extends AutoCloseable permits Wire.Udp, Wire.Tcp {
    void send(byte[] bytes, int length) throws IOException;

    /** Waits for a datagram; its length. Fails when the wire is closed. */
    int receive(byte[] into) throws IOException;

    @Override
    void close();

    static Wire to(List<Candidate> candidates, CandidateProtocol protocol) throws IOException {
        Candidate candidate = candidates.stream()
                .filter(each -> each.getProtocol() == protocol)
                .findFirst()
                .orElseThrow();
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.ofLiteral(candidate.getAddress()), candidate.getPort());
        return protocol == CandidateProtocol.CANDIDATE_PROTOCOL_UDP ? Udp.to(address) : Tcp.to(address);
    }

    /** One datagram each. */
    record Udp(DatagramSocket socket) implements Wire {
        static Udp to(InetSocketAddress address) throws IOException {
            DatagramSocket socket = new DatagramSocket(0, address.getAddress());
            socket.connect(address);
            return new Udp(socket);
        }

        @Override
        public void send(byte[] bytes, int length) throws IOException {
            socket.send(new DatagramPacket(bytes, length));
        }

        @Override
        public int receive(byte[] into) throws IOException {
            DatagramPacket packet = new DatagramPacket(into, into.length);
            socket.receive(packet);
            return packet.getLength();
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** RFC 4571. */
    record Tcp(Socket socket, DataInputStream in) implements Wire {
        static Tcp to(InetSocketAddress address) throws IOException {
            Socket socket = new Socket(address.getAddress(), address.getPort());
            socket.setTcpNoDelay(true);
            return new Tcp(socket, new DataInputStream(socket.getInputStream()));
        }

        @Override
        public void send(byte[] bytes, int length) throws IOException {
            byte[] frame = ByteBuffer.allocate(2 + length)
                    .putShort((short) length)
                    .put(bytes, 0, length)
                    .array();
            socket.getOutputStream().write(frame);
        }

        @Override
        public int receive(byte[] into) throws IOException {
            int length = in.readUnsignedShort();
            in.readFully(into, 0, length);
            return length;
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
