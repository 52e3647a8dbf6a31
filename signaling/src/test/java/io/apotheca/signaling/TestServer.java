// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.control.v1.RecoveredResponse;
import io.apotheca.signaling.config.SettingsException;
import io.apotheca.signaling.config.SettingsReader;
import io.apotheca.signaling.http.DemoAccess;
import io.apotheca.signaling.metrics.Exposition;
import io.apotheca.signaling.token.Token;
import io.apotheca.signaling.visit.Invitation;
import io.apotheca.signaling.wire.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A whole server on a free port, on a database that outlives a restart: one in memory, unless it is told otherwise. */
final class TestServer implements AutoCloseable {
    static final String PASSWORD = "correct horse battery staple";
    private static final Map<String, Object> MEDIA = Map.of(
            "media.loops",
            2,
            "media.udp.first-port",
            0,
            "media.udp.interfaces",
            List.of(Map.of("address", "127.0.0.1")),
            "media.tcp.first-port",
            0,
            "metrics.interval",
            "100 ms");

    final HandClock clock = new HandClock();
    final DemoAccess demo = new DemoAccess(Token.random(new SecureRandom()), "dana");
    private final TestStorage storage;
    private final Map<String, Object> changes;
    private final Optional<MediaNode.Starter> real;
    private final boolean records;
    private MediaTwin media;
    private @Nullable RecorderTwin recorder;
    private Application application;

    TestServer() {
        this(Map.of());
    }

    TestServer(Map<String, ?> changes) {
        this(TestStorage.inMemory(), changes);
    }

    TestServer(TestStorage storage) {
        this(storage, Map.of());
    }

    /** With a media server of its own on this machine's loopback, on any ports. */
    static TestServer withMedia() {
        return new TestServer(TestStorage.inMemory(), MEDIA, Optional.of(EmbeddedMedia::start), false);
    }

    /** With the product's pages, a media server of its own and a recorder that writes nothing. */
    static TestServer recordingWithPages(Map<String, ?> changes) {
        Map<String, Object> all = new HashMap<>(MEDIA);
        all.putAll(changes);
        return new TestServer(TestStorage.inMemory(), all, Optional.of(EmbeddedMedia::start), true);
    }

    /** With a recorder that writes nothing. */
    static TestServer recording(TestStorage storage, Map<String, ?> changes) {
        return new TestServer(storage, changes, Optional.empty(), true);
    }

    private TestServer(TestStorage storage, Map<String, ?> changes) {
        this(storage, changes, Optional.empty(), false);
    }

    private TestServer(TestStorage storage, Map<String, ?> changes, Optional<MediaNode.Starter> real, boolean records) {
        this.storage = storage;
        this.real = real;
        this.records = records;
        this.changes = new HashMap<>(changes);
        this.changes.put("http.port", 0);
        this.changes.put("metrics.port", 0);
        this.changes.put("storage.url", storage.url());
        this.changes.put("storage.user", storage.user());
        media = new MediaTwin();
        recorder = records ? new RecorderTwin(RecoveredResponse.getDefaultInstance()) : null;
        application = start();
        application.accounts().add("dana", "Dana Pharmacist", PASSWORD.toCharArray());
        application.accounts().add("robin", "Robin Colleague", PASSWORD.toCharArray());
    }

    private Application start() {
        try {
            return Application.start(new Application.Plan(
                    SettingsReader.with(changes),
                    real.orElse(section -> media),
                    (settings, node) -> Optional.ofNullable(recorder),
                    clock,
                    Optional.of(demo),
                    real.isPresent() && records ? Application.WEB_FOLDER : "/test-web"));
        } catch (StartException | SettingsException e) {
            throw new AssertionError(e);
        }
    }

    /** On the same database, with another port and a media server that knows nobody. */
    void restart() {
        restart(RecoveredResponse.getDefaultInstance());
    }

    /** The same, and the recorder has found this of earlier parts. */
    void restart(RecoveredResponse recovered) {
        application.close();
        media = new MediaTwin();
        recorder = records ? new RecorderTwin(recovered) : null;
        application = start();
    }

    RecorderTwin recorder() {
        return Objects.requireNonNull(recorder);
    }

    MediaTwin media() {
        return media;
    }

    String origin() {
        return application.site().origin();
    }

    boolean servesFigures() {
        return application.figures().isPresent();
    }

    HttpResponse<String> metrics(String path) {
        return metrics(path, HttpRequest.Builder::GET);
    }

    HttpResponse<String> metrics(String path, UnaryOperator<HttpRequest.Builder> method) {
        int port = application.figures().orElseThrow().port();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Deadlines.LIMIT);
            return client.send(method.apply(request).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads the figures over and over until this is so. */
    Exposition figuresWhere(Predicate<Exposition> holds) {
        long deadlineNanos = System.nanoTime() + Deadlines.LIMIT.toNanos();
        String text;
        do {
            text = metrics("/metrics").body();
            Exposition figures = Exposition.read(text);
            if (figures.names().contains("apotheca_media_up") && holds.test(figures)) {
                return figures;
            }
        } while (System.nanoTime() < deadlineNanos);
        throw new AssertionError("never came true, at last:\n" + text);
    }

    Browser browser() {
        return new Browser(this);
    }

    /** A visit link's token, made without a browser. */
    Invitation invite(String name) {
        String account = application.accounts().find("dana").orElseThrow().id();
        return application.links().invitePatient(account, name);
    }

    Invitation inviteTo(String consultation, String name) {
        return inviteTo(consultation, Person.Role.GUEST, name);
    }

    Invitation inviteTo(String consultation, Person.Role role, String name) {
        String account = application.accounts().find("dana").orElseThrow().id();
        return application.links().inviteTo(account, consultation, role, name).orElseThrow();
    }

    /** The audit log's actions in order. */
    List<String> audit() {
        return query("select action || coalesce(':' || detail, '') from audit_entry order by id");
    }

    /** Waits for an entry of this action. */
    void awaitAudit(String action) {
        long deadlineNanos = System.nanoTime() + Deadlines.LIMIT.toNanos();
        while (audit().stream().noneMatch(entry -> entry.startsWith(action))) {
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError("no " + action + " in " + audit());
            }
            Thread.onSpinWait();
        }
    }

    List<String> query(String sql) {
        try (Connection connection = storage.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** From now on nothing can be written to the audit log. */
    void breakAudit() {
        execute("alter table audit_entry rename to audit_entry_gone");
    }

    void execute(String sql) {
        try (Connection connection = storage.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        application.close();
        execute(storage.end());
    }
}
