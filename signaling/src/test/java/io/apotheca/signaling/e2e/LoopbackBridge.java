// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a server on the loopback of one namespace be reached on the loopback of another, whatever becomes of the cable
 * between them: pages need a loopback address, or they are given no camera.
 */
final class LoopbackBridge implements AutoCloseable {
    private static final String BRIDGE = """
            import ctypes, socket, sys, threading
            libc = ctypes.CDLL(None, use_errno=True)
            def enter(handle):
              with open(handle) as f:
                if libc.setns(f.fileno(), 0): raise OSError(ctypes.get_errno(), 'setns')
            near, far, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
            enter(near)
            listener = socket.create_server(('127.0.0.1', port))
            enter(far)
            print('ready', flush=True)
            def pump(a, b):
              try:
                while d := a.recv(65536): b.sendall(d)
                b.shutdown(socket.SHUT_WR)
              except OSError: pass
            while True:
              here, _ = listener.accept()
              there = socket.create_connection(('127.0.0.1', port))
              for ends in (here, there), (there, here):
                threading.Thread(target=pump, args=ends, daemon=True).start()
            """;

    private final Process process;

    private LoopbackBridge(Process process) {
        this.process = process;
    }

    static LoopbackBridge between(NetworkNamespace near, NetworkNamespace far, int port) {
        List<String> command = new ArrayList<>();
        if (!System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("sudo", "-n"));
        }
        command.addAll(List.of("/usr/bin/python3", "-c", BRIDGE, near.handle(), far.handle(), Integer.toString(port)));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.inputReader(StandardCharsets.US_ASCII).readLine() == null) {
                throw new AssertionError("the bridge between two namespaces did not start");
            }
            return new LoopbackBridge(process);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
