// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.account;

import io.apotheca.signaling.storage.UtcColumn;
import io.apotheca.signaling.token.Ids;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The staff accounts. Logins do not tell upper from lower case. Any thread may use it. */
public final class Accounts {
    private final Jdbi jdbi;
    private final InstantSource clock;
    private final SecureRandom random;

    public Accounts(Jdbi jdbi, InstantSource clock, SecureRandom random) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.random = random;
    }

    public Optional<Account> find(String login) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, login, name, password from account where login = :login")
                .bind("login", login.toLowerCase(Locale.ROOT))
                .map((row, context) -> new Account(
                        row.getString("id"), row.getString("login"), row.getString("name"), row.getString("password")))
                .findOne());
    }

    /** Adds the account; false when there is one of that login, which stays as it is. */
    public boolean add(String login, String name, char[] password) {
        if (find(login).isPresent()) {
            return false;
        }
        String hash = Argon2id.hash(password, random);
        jdbi.useTransaction(handle -> handle.createUpdate("insert into account (id, login, name, password, created_at)"
                        + " values (:id, :login, :name, :password, :at)")
                .bind("id", new Ids(random).next())
                .bind("login", login.toLowerCase(Locale.ROOT))
                .bind("name", name)
                .bind("password", hash)
                .bind("at", UtcColumn.of(clock.instant()))
                .execute());
        return true;
    }
}
