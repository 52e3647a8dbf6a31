// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.config.SettingsException;
import io.apotheca.signaling.config.SettingsReader;
import io.apotheca.signaling.http.DemoAccess;
import io.apotheca.signaling.token.Token;
import io.apotheca.signaling.visit.Invitation;
import io.apotheca.signaling.wire.Person;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole server on a free port, on a database that outlives a restart: one in memory, unless it is told otherwise. */
final class TestServer implements AutoCloseable {
    static final String PASSWORD = "correct horse battery staple";

    final HandClock clock = new HandClock();
    final DemoAccess demo = new DemoAccess(Token.random(new SecureRandom()), "dana");
    private final TestStorage storage;
    private final Map<String, Object> changes;
    private MediaTwin media;
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

    private TestServer(TestStorage storage, Map<String, ?> changes) {
        this.storage = storage;
        this.changes = new HashMap<>(changes);
        this.changes.put("http.port", 0);
        this.changes.put("storage.url", storage.url());
        this.changes.put("storage.user", storage.user());
        media = new MediaTwin();
        application = start();
        application.accounts().add("dana", "Dana Pharmacist", PASSWORD.toCharArray());
        application.accounts().add("robin", "Robin Colleague", PASSWORD.toCharArray());
    }

    private Application start() {
        try {
            return Application.start(new Application.Plan(
                    SettingsReader.with(changes), section -> media, clock, Optional.of(demo), "/test-web"));
        } catch (StartException | SettingsException e) {
            throw new AssertionError(e);
        }
    }

    /** On the same database, with another port and a media server that knows nobody. */
    void restart() {
        application.close();
        media = new MediaTwin();
        application = start();
    }

    MediaTwin media() {
        return media;
    }

    String origin() {
        return application.site().origin();
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

    private void execute(String sql) {
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
