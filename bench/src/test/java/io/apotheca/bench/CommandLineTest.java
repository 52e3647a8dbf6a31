// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.CommandRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bench's command line: arguments, one line for each failure, exit codes. */
class CommandLineTest {
    private static final int PORT = 2;
    private static final int STORAGE = 4;
    private static final int USAGE = 64;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return CommandRun.run(new Main(), new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @Test
    void withoutArgumentsItSaysWhatThereIs() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("bwe", "link");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nothing                                                     | nothing
            bwe --seed many                                             | --seed
            bwe --scenario 9.9                                          | 5.2 two flows
            load --peer nobody                                          | janus
            load --peer janus --find-limit                              | --find-limit
            load --peer janus --target http://127.0.0.1:1 --user x      | --target
            link                                                        | --listen
            link --listen 127.0.0.1 --to 127.0.0.1:1                    | HOST:PORT
            link --listen 127.0.0.1:99999 --to 127.0.0.1:1              | HOST:PORT
            link --listen 127.0.0.1:0 --to 127.0.0.1:0                  | --to
            link --listen 127.0.0.1:0 --to 127.0.0.1:1 --rate fast      | a rate such as
            link --listen 127.0.0.1:0 --to 127.0.0.1:1 --rate -5        | a rate such as
            link --listen 127.0.0.1:0 --to 127.0.0.1:1 --rate 0         | last rate
            link --listen 127.0.0.1:0 --to 127.0.0.1:1 --delay 50       | a time such as
            link --listen 127.0.0.1:0 --to 127.0.0.1:1 --loss 101       | 100 %
            link --listen 127.0.0.1:0 --to 127.0.0.1:1 --queue 0ms      | holds something
            link --listen 127.0.0.1:0 --to 127.0.0.1:1 --steps 10s      | TIME:RATE
            link --listen 127.0.0.1:0 --to 127.0.0.1:1 --up-steps 9s:1M,2s:1M | times go up
            link --listen 127.0.0.1:0 --to 127.0.0.1:1 --trace no/such  | cannot be read
            """)
    void badArgumentsGiveOneClearLine(String line, String named) {
        assertThat(run(line.strip().split(" +", -1))).isEqualTo(USAGE);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains(named)
                .containsPattern("[^ .?!][.?!] See apotheca bench( bwe| link| load)? --help\\.\\R$");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aTraceStandsInPlaceOfARate(@TempDir Path folder) throws Exception {
        Path trace = Files.write(folder.resolve("trace"), "1\n2\n".getBytes(StandardCharsets.UTF_8));
        String[] link = {"link", "--listen", "127.0.0.1:0", "--to", "127.0.0.1:1", "--rate", "1M", "--trace", "" + trace
        };
        assertThat(run(link)).isEqualTo(USAGE);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("--trace goes without --rate")
                .endsWith(".\n");
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThat(run("link", "--listen", "127.0.0.1:" + port, "--to", "127.0.0.1:1"))
                    .isEqualTo(PORT);
            assertThat(err.toString())
                    .hasLineCount(1)
                    .contains("UDP port " + port)
                    .endsWith(".\n");
        }
    }

    @Test
    void aLinkEndsByItselfAndTellsTotals() {
        assertThat(run("link", "--listen", "127.0.0.1:0", "--to", "127.0.0.1:1", "--for", "20ms"))
                .isZero();
        assertThat(out.toString()).contains("Relaying UDP port", "0 clients", "In all:", "0 datagrams");
    }

    @Test
    void whatCannotBeWrittenIsSaidBeforeTheWork(@TempDir Path folder) {
        assertThat(run("bwe", "--json", folder.resolve("no/such/folder.json").toString()))
                .isEqualTo(STORAGE);
        assertThat(err.toString()).hasLineCount(1).contains("folder.json").endsWith(".\n");
    }
}
