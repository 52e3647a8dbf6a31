// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.account;

import io.apotheca.signaling.audit.Action;
import io.apotheca.signaling.audit.Actor;
import io.apotheca.signaling.audit.AuditEntry;
import io.apotheca.signaling.audit.AuditLog;
import io.apotheca.signaling.token.Token;
import java.util.Optional;

/** Turns an account and its password into a session. Both outcomes are in the audit log before anybody is told. */
public final class SignIn {
    /** What came of it. */
    public sealed interface Outcome {
        record SignedIn(Account account, Token token) implements Outcome {}

        /** No such account, or not its password: callers cannot tell which. */
        record Refused() implements Outcome {}

        record Busy() implements Outcome {}
    }

    private final Accounts accounts;
    private final StaffSessions sessions;
    private final AuditLog audit;
    private final PasswordChecks checks;

    public SignIn(Accounts accounts, StaffSessions sessions, AuditLog audit, int passwordChecks) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
        this.checks = new PasswordChecks(passwordChecks);
    }

    public Outcome withPassword(String login, char[] password) {
        Optional<Account> account = accounts.find(login);
        Optional<Boolean> matches =
                checks.matches(password, account.map(Account::passwordHash).orElse(null));
        if (matches.isEmpty()) {
            return new Outcome.Busy();
        }
        if (account.isPresent() && matches.get()) {
            return new Outcome.SignedIn(account.get(), sessions.open(account.get(), "password"));
        }
        Actor actor = account.map(known -> Actor.staff(known.id())).orElse(Actor.UNKNOWN);
        audit.append(AuditEntry.of(Action.SIGN_IN_FAILED, actor).because("password"));
        return new Outcome.Refused();
    }

    /** Without a password: the demo's link. */
    public Outcome byDemoLink(String login) {
        Optional<Account> account = accounts.find(login);
        if (account.isEmpty()) {
            return new Outcome.Refused();
        }
        return new Outcome.SignedIn(account.get(), sessions.open(account.get(), "demo-link"));
    }

    /** A wrong demo key is a failed sign-in, too. */
    public void demoLinkRefused() {
        audit.append(AuditEntry.of(Action.SIGN_IN_FAILED, Actor.UNKNOWN).because("demo-link"));
    }
}
