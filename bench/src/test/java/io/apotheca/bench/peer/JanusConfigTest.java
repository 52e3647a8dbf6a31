// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that Janus starts with. */
class JanusConfigTest {
    @TempDir
    Path modules;

    @TempDir
    Path folder;

    @BeforeEach
    void install() throws IOException {
        for (String file : new String[] {
            "plugins/libjanus_videoroom.so",
            "plugins/libjanus_echotest.so",
            "plugins/libjanus_echotest.so.1",
            "transports/libjanus_http.so",
            "transports/libjanus_websockets.so"
        }) {
            Path module = modules.resolve(file);
            Files.createDirectories(module.getParent());
            Files.createFile(module);
        }
    }

    private String written(int eventLoops) throws IOException {
        new JanusConfig(modules, "192.0.2.1", 4711, eventLoops).write(folder);
        return Files.readString(folder.resolve("janus.jcfg"));
    }

    @Test
    void leavesOutAllThatIsNotNeeded() throws IOException {
        assertThat(written(2))
                .contains(
                        "disable = \"libjanus_echotest.so\"",
                        "disable = \"libjanus_http.so\"",
                        "ice_enforce_list = \"192.0.2.1\"",
                        modules.resolve("plugins").toString());
        assertThat(folder.resolve("janus.transport.websockets.jcfg")).content().contains("ws_port = 4711", "127.0.0.1");
    }

    @Test
    void leavesTheThreadsToJanusWhereNoneAreNamed() throws IOException {
        assertThat(written(2)).contains("event_loops = 2");
        assertThat(written(0)).doesNotContain("event_loops");
    }
}
