// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.e2e.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL of Debian's packages, of its own, on the loopback, with its data in a temporary folder. It refuses to run as
 * root; then it runs as the user postgres that came with the package.
 */
final class PostgresServer implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String SYSTEM_USER = "postgres";
    private static final String USER = "apotheca";

    private final boolean root = System.getProperty("user.name").equals("root");
    private final int port = FreePort.tcp();
    private final Path programs;
    private final Path folder;
    private int databases;

    private PostgresServer() throws IOException {
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            programs = versions.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
        }
        folder = Files.createTempDirectory("apotheca-postgres");
        if (root) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(SYSTEM_USER));
        }
    }

    static PostgresServer start() {
        try {
            PostgresServer server = new PostgresServer();
            server.run("initdb", "-D", "data", "-U", USER, "-A", "trust", "-N", "-E", "UTF8", "--locale=C");
            String options = "-h 127.0.0.1 -p %d -k %s -F".formatted(server.port, server.folder);
            server.run("pg_ctl", "-D", "data", "-w", "-l", "server.log", "-o", options, "start");
            return server;
        } catch (IOException e) {
            throw new AssertionError(".ci/install-test-tools installs PostgreSQL", e);
        }
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(
                    List.of("setpriv", "--reuid=" + SYSTEM_USER, "--regid=" + SYSTEM_USER, "--clear-groups", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolve(program + ".out");
        try {
            int code = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError(program + ": " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    TestStorage newDatabase() {
        String name = "test" + ++databases;
        try (Connection connection = storage("postgres").connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return storage(name);
    }

    private TestStorage storage(String database) {
        return new TestStorage(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, "drop schema public cascade");
    }

    @Override
    public void close() {
        run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
