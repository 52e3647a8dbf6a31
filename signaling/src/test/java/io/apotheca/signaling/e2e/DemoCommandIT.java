// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and ending the demo, and what it says when it cannot start. */
class DemoCommandIT {
    private static final Duration SECOND_START = Duration.ofSeconds(5);

    @TempDir
    Path home;

    @Test
    void startsASecondTimeWithinFiveSecondsAndEndsQuietly() {
        int port = FreePort.tcp();
        DemoServer first = DemoServer.start(home, port);
        assertThat(first.pharmacist()).startsWith("http://").contains(":" + port + "/pharmacy#");
        assertThat(first.patient()).startsWith("http://").contains(":" + port + "/visit#");
        first.interrupt();
        assertThat(Product.read(home.resolve("out")).lines()).hasSize(1);
        assertThat(Product.read(home.resolve("err"))).isEmpty();

        long before = System.nanoTime();
        try (var second = DemoServer.start(home, port);
                var client = new SignalingClient(second.patient())) {
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SECOND_START);
            assertThat(client.get("/api/health").status()).isEqualTo(200);
        }
    }

    @Test
    void saysInOneLineThatThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Product.Outcome outcome = Product.run(home, "demo", "--port", port, "--json");
            endsInOneLine(outcome);
            assertThat(outcome.err()).contains(port).contains("taken");
        }
    }

    @Test
    void saysInOneLineThatTheConfigurationIsUnreadable() throws IOException {
        Path broken = Files.writeString(home.resolve("broken.conf"), "http { port = \n");
        Product.Outcome unreadable = Product.run(home, "serve", "--config", "no-such-file.conf");
        endsInOneLine(unreadable);
        assertThat(unreadable.err()).contains("no-such-file.conf");
        endsInOneLine(Product.run(home, "serve", "--config", broken.toString()));
        Path unknown = Files.writeString(home.resolve("unknown.conf"), "http.prot = 80\n");
        Product.Outcome refused = Product.run(home, "serve", "--config", unknown.toString());
        endsInOneLine(refused);
        assertThat(refused.err()).contains("http.prot");
    }

    private static void endsInOneLine(Product.Outcome outcome) {
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).doesNotContain("\tat ", "Exception");
    }
}
