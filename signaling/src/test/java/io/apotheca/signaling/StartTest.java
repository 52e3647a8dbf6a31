// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, not being able to start, and stopping: what people see and what scripts get. */
final class StartTest {
    private static final Pattern LINKS =
            Pattern.compile("\\{\"pharmacist\": \"(http://localhost:\\d+)/pharmacy#demo=[A-Za-z0-9_-]{32}\","
                    + " \"patient\": \"http://localhost:\\d+/visit#([A-Za-z0-9_-]{32})\"}");

    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {}

    private static Ended run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Ended(code, out.toString(), err.toString());
    }

    private static void isOneLine(Ended ended, int code, String... says) {
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .hasLineCount(1)
                .contains(says)
                .doesNotContain("Exception")
                .containsPattern("[^ .?!]\\.\\R$");
        assertThat(ended.code()).isEqualTo(code);
    }

    @Test
    void aPortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path config = Files.writeString(
                    folder.resolve("c.conf"),
                    "http.port = " + taken.getLocalPort() + "\nstorage.url = \"jdbc:h2:file:" + folder + "/db\"");
            isOneLine(run("serve", "--config", config.toString()), 2, "Port " + taken.getLocalPort(), "choose another");
            assertThat(folder.resolve("db.mv.db")).doesNotExist();
        }
    }

    @Test
    void aPortForFiguresInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path config = Files.writeString(
                    folder.resolve("c.conf"),
                    "http.port = 0\nmetrics.port = " + taken.getLocalPort() + "\nstorage.url = \"jdbc:h2:file:" + folder
                            + "/db\"");
            isOneLine(run("serve", "--config", config.toString()), 2, "Port " + taken.getLocalPort(), "metrics.port");
            assertThat(folder.resolve("db.mv.db")).doesNotExist();
        }
        Path config =
                Files.writeString(folder.resolve("c.conf"), "http.port = 0\nmetrics.bind = \"no.such.host.invalid\"");
        isOneLine(run("serve", "--config", config.toString()), 3, "metrics.bind");
    }

    @Test
    void anAddressOfAnotherMachine() throws IOException {
        Path config = Files.writeString(folder.resolve("c.conf"), "http { port = 0, bind = \"no.such.host.invalid\" }");
        isOneLine(run("serve", "--config", config.toString()), 3, "http.bind");
    }

    @Test
    void aConfigurationThatCannotBeUsed() throws IOException {
        isOneLine(run("serve", "--config", folder.resolve("none.conf").toString()), 3, "none.conf", "permissions");
        Path unknown = Files.writeString(folder.resolve("unknown.conf"), "http.prot = 1");
        isOneLine(run("serve", "--config", unknown.toString()), 3, "http.prot", "correct or remove it");
    }

    @Test
    void aDatabaseFolderThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        Path config = Files.writeString(
                folder.resolve("c.conf"),
                "http.port = 0\nmetrics.port = 0\nstorage.url = \"jdbc:h2:file:" + file + "/db\"");
        isOneLine(run("serve", "--config", config.toString()), 4, "cannot be opened", "storage.url");
    }

    @Test
    void aMistypedCommand() {
        isOneLine(run("demo", "--prot", "1"), 64, "--prot", "--help");
        isOneLine(run("dmo"), 64, "dmo");
        isOneLine(run("demo", "--port", "70000"), 64, "--port");
    }

    @Test
    void anAccountForProduction() throws IOException {
        Path config =
                Files.writeString(folder.resolve("c.conf"), "storage.url = \"jdbc:h2:file:" + folder + "/accounts\"");
        String[] add = {"user", "add", "jo", "--name", "Jo", "--config", config.toString()};
        isOneLine(typing("too short", add), 64, "12 characters");
        Ended added = typing("long enough a password", add);
        assertThat(added.code()).isZero();
        assertThat(added.out()).contains("can sign in");
        isOneLine(typing("long enough a password", add), 64, "that login already");
    }

    private static Ended typing(String line, String... args) {
        InputStream terminal = System.in;
        System.setIn(new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            return run(args);
        } finally {
            System.setIn(terminal);
        }
    }

    @Test
    void theDemoPrintsItsLinksHoldsItsDataAndEndsQuietly() throws Exception {
        Process demo = demo();
        try (BufferedReader out = demo.inputReader()) {
            Matcher links = LINKS.matcher(String.valueOf(out.readLine()));
            assertThat(links.matches()).isTrue();
            assertThat(look(links.group(1), links.group(2)).body())
                    .isEqualTo("{\"name\":\"Alex Demo\",\"pharmacy\":\"Demo Pharmacy\",\"state\":\"open\"}");

            Path config = Files.writeString(
                    folder.resolve("c.conf"),
                    "http.port = 0\nmetrics.port = 0\nstorage.url = \"jdbc:h2:file:" + folder
                            + "/data/demo-0/apotheca\"");
            isOneLine(run("serve", "--config", config.toString()), 4, "in use by another running Apotheca");

            long toldNanos = System.nanoTime();
            demo.toHandle().destroy();
            assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(System.nanoTime() - toldNanos).isLessThan(TimeUnit.SECONDS.toNanos(10));
            assertThat(out.readLine()).isNull();
            assertThat(folder.resolve("err")).isEmptyFile();
            assertThat(folder.resolve("data/demo-0/apotheca.log")).content().doesNotContain("Exception");
        } finally {
            demo.destroyForcibly();
        }
    }

    private Process demo() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dapotheca.home=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.apotheca.signaling.Main",
                        "demo",
                        "--port",
                        "0",
                        "--json")
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private static HttpResponse<String> look(String origin, String token) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(origin + "/api/visit/look"))
                            .header("Origin", origin)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}"))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
