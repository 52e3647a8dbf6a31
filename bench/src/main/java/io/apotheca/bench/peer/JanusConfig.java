// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files Janus starts with, in a folder of their own: of its plugins the video room alone, of its transports the
 * WebSocket alone, a lite ICE agent as ours is one.
 *
 * @param modules where Janus' plugins and transports are, such as /usr/lib/x86_64-linux-gnu/janus
 * @param address of this machine, not its loopback, which Janus never offers
 * @param port of the WebSocket, on the loopback
 * @param eventLoops threads that move media; 0 leaves Janus its default, one a connection
 */
record JanusConfig(Path modules, String address, int port, int eventLoops) {
    /** Below the ports that the system gives to clients. */
    private static final String RTP_PORTS = "10000-29999";

    JanusConfig {
        if (eventLoops < 0) {
            throw new IllegalArgumentException("event loops: " + eventLoops);
        }
    }

    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("janus.jcfg"), core());
        Files.writeString(
                folder.resolve("janus.transport.websockets.jcfg"),
                "general: { json = \"compact\" ws = true ws_ip = \"127.0.0.1\" ws_port = " + port + " }\n");
        Files.writeString(folder.resolve("janus.plugin.videoroom.jcfg"), "general: { }\n");
    }

    private String core() throws IOException {
        return """
                general: {
                  plugins_folder = "%s"
                  transports_folder = "%s"
                  debug_level = 3
                  session_timeout = 0
                %s}
                media: { rtp_port_range = "%s" }
                nat: { ice_lite = true ice_enforce_list = "%s" }
                plugins: { disable = "%s" }
                transports: { disable = "%s" }
                """.formatted(
                        modules.resolve("plugins"),
                        modules.resolve("transports"),
                        eventLoops == 0 ? "" : "  event_loops = " + eventLoops + "\n",
                        RTP_PORTS,
                        address,
                        allBut("plugins", "libjanus_videoroom.so"),
                        allBut("transports", "libjanus_websockets.so"));
    }

    private String allBut(String kind, String wanted) throws IOException {
        try (var files = Files.list(modules.resolve(kind))) {
            List<String> others = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".so") && !name.equals(wanted))
                    .sorted()
                    .toList();
            return String.join(",", others);
        }
    }
}
