// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Listens on a loopback port and passes every connection on: into a network namespace, or to a server whose connections
 * the test wants to cut. One virtual thread for each direction of each connection.
 */
final class TcpRelay implements AutoCloseable {
    private static final String DIAL = """
            import os, socket, sys, threading
            s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
            def up():
              while d := os.read(0, 65536): s.sendall(d)
              s.shutdown(socket.SHUT_WR)
            threading.Thread(target=up, daemon=True).start()
            while d := s.recv(65536): os.write(1, d)
            """;

    /** The far end of one relayed connection. */
    private record Far(InputStream in, OutputStream out, Runnable hangUp) {}

    private interface Dialer {
        Far dial() throws IOException;
    }

    private final ServerSocket listener;
    private final Dialer dialer;
    private final Set<Socket> near = ConcurrentHashMap.newKeySet();
    private volatile boolean broken;

    private TcpRelay(String address, int port, Dialer dialer) throws IOException {
        this.listener = new ServerSocket();
        this.dialer = dialer;
        listener.bind(new InetSocketAddress(address, port));
    }

    /** On the same port of the IPv6 loopback as a server on the IPv4 one: another of its names, with a cable to cut. */
    static TcpRelay beside(int port) {
        return start("::1", port, () -> {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            return new Far(socket.getInputStream(), socket.getOutputStream(), () -> closeQuietly(socket));
        });
    }

    /** To the same loopback port inside a namespace. */
    static TcpRelay into(NetworkNamespace namespace, int port) {
        List<String> command = namespace.command(List.of("/usr/bin/python3", "-c", DIAL, Integer.toString(port)));
        return start("127.0.0.1", port, () -> {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Far(process.getInputStream(), process.getOutputStream(), process::destroy);
        });
    }

    private static TcpRelay start(String address, int port, Dialer dialer) {
        try {
            var relay = new TcpRelay(address, port, dialer);
            Thread.ofVirtual().start(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new AssertionError("cannot listen on port " + port, e);
        }
    }

    /** Resets every connection that stands now, and each new one until it is mended. */
    void cut() {
        broken = true;
        near.forEach(TcpRelay::reset);
    }

    void mend() {
        broken = false;
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            closeQuietly(socket);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        if (broken) {
            reset(socket);
            return;
        }
        near.add(socket);
        Thread.ofVirtual().start(() -> {
            try {
                Far far = dialer.dial();
                Thread.ofVirtual().start(() -> pump(socket, far));
                try (InputStream in = far.in()) {
                    copy(in, socket.getOutputStream());
                } finally {
                    far.hangUp().run();
                }
            } catch (IOException e) {
                near.remove(socket);
            } finally {
                near.remove(socket);
                closeQuietly(socket);
            }
        });
    }

    private static void pump(Socket from, Far far) {
        try {
            copy(from.getInputStream(), far.out());
        } catch (IOException e) {
            far.hangUp().run();
        } finally {
            far.hangUp().run();
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[65536];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            listener.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
