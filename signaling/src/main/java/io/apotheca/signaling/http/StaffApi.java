// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import io.apotheca.signaling.account.Account;
import io.apotheca.signaling.account.SignIn;
import io.apotheca.signaling.account.StaffSession;
import io.apotheca.signaling.account.StaffSessions;
import io.apotheca.signaling.config.HttpSettings;
import io.apotheca.signaling.config.RateLimitSettings;
import io.apotheca.signaling.consultation.Consultations;
import io.apotheca.signaling.token.Token;
import io.apotheca.signaling.visit.Invitation;
import io.apotheca.signaling.visit.VisitLinks;
import io.apotheca.signaling.wire.Person;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Signing in and out, and visit links. */
final class StaffApi {
    private final SignIn signIn;
    private final StaffSessions sessions;
    private final VisitLinks links;
    private final Consultations consultations;
    private final Site site;
    private final SessionCookie cookie;
    private final Optional<DemoAccess> demo;
    private final ClientAddress clients;
    private final RateLimit failures;
    private final RateLimit signIns;

    StaffApi(
            SignIn signIn,
            StaffSessions sessions,
            VisitLinks links,
            Consultations consultations,
            Site site,
            SessionCookie cookie,
            Optional<DemoAccess> demo,
            HttpSettings settings,
            InstantSource clock) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.links = links;
        this.consultations = consultations;
        this.site = site;
        this.cookie = cookie;
        this.demo = demo;
        this.clients = new ClientAddress(settings.trustedProxies());
        RateLimitSettings limits = settings.rateLimits();
        this.failures = new RateLimit(limits.failedSignIns(), limits.window(), limits.remembered(), clock);
        this.signIns = new RateLimit(limits.signInsPerAddress(), limits.window(), limits.remembered(), clock);
    }

    void routes(RoutesConfig routes) {
        routes.post("/api/staff/session", this::signIn);
        routes.get("/api/staff/session", this::session);
        routes.delete("/api/staff/session", this::signOut);
        routes.post("/api/staff/demo-session", this::demoSession);
        routes.post("/api/staff/invitations", this::invite);
    }

    private void signIn(Context context) {
        Json body = Json.of(context);
        String login = body.text("account", 64);
        String password = body.text("password", 256);
        String who = clients.of(context) + " " + login.toLowerCase(Locale.ROOT);
        if (!signIns.allows(clients.of(context)) || failures.exhausted(who)) {
            throw ApiFailure.tooMany();
        }
        switch (signIn.withPassword(login, password.toCharArray())) {
            case SignIn.Outcome.SignedIn done -> signedIn(context, done);
            case SignIn.Outcome.Busy _ ->
                throw new ApiFailure(503, "busy", "Too many people are signing in. Please try again.");
            case SignIn.Outcome.Refused _ -> {
                failures.allows(who);
                throw wrongCredentials();
            }
        }
    }

    private void demoSession(Context context) {
        DemoAccess access =
                demo.orElseThrow(() -> new ApiFailure(404, "not-found", "There is nothing at this address."));
        String key = Json.of(context).text("key", 64);
        if (!signIns.allows(clients.of(context))) {
            throw ApiFailure.tooMany();
        }
        if (!access.opens(key)) {
            signIn.demoLinkRefused();
            throw wrongCredentials();
        }
        switch (signIn.byDemoLink(access.login())) {
            case SignIn.Outcome.SignedIn done -> signedIn(context, done);
            case SignIn.Outcome.Refused _, SignIn.Outcome.Busy _ -> throw wrongCredentials();
        }
    }

    private void signedIn(Context context, SignIn.Outcome.SignedIn done) {
        cookie.set(context, done.token());
        Account account = done.account();
        Json.reply(context, 200, Map.of("name", account.name(), "account", account.login()));
    }

    private static ApiFailure wrongCredentials() {
        return new ApiFailure(401, "wrong-credentials", "Account and password do not fit together.");
    }

    private void session(Context context) {
        StaffSession session = require(context);
        Json.reply(context, 200, Map.of("name", session.name(), "account", session.login()));
    }

    private void signOut(Context context) {
        signedIn(context).ifPresent(session -> {
            sessions.end(session);
            consultations.signedOut(session);
        });
        cookie.clear(context);
        context.status(204);
    }

    private void invite(Context context) {
        StaffSession session = require(context);
        sessions.touch(session.id());
        Json body = Json.of(context);
        String name = body.name("name").orElse(null);
        Optional<String> consultation = body.optional("consultation", 36);
        Optional<Person.Role> role = body.optional("role", 16).map(StaffApi::invitable);
        if (consultation.isEmpty() && role.isPresent()) {
            throw ApiFailure.badRequest("A role is for an invitation into a consultation.");
        }
        Invitation invitation = consultation.isEmpty()
                ? links.invitePatient(session.accountId(), name)
                : links.inviteTo(session.accountId(), consultation.get(), role.orElse(Person.Role.GUEST), name)
                        .orElseThrow(ApiFailure::unknownConsultation);
        Json.reply(
                context,
                201,
                Map.of(
                        "link", site.visitLink(invitation.token().secret()),
                        "consultation", invitation.consultationId()));
    }

    private static Person.Role invitable(String role) {
        return switch (role) {
            case "guest" -> Person.Role.GUEST;
            case "interpreter" -> Person.Role.INTERPRETER;
            default -> throw ApiFailure.badRequest("The field role must be guest or interpreter.");
        };
    }

    Optional<StaffSession> signedIn(Context context) {
        Optional<Token> token = cookie.read(context);
        return token.flatMap(sessions::find);
    }

    StaffSession require(Context context) {
        return signedIn(context).orElseThrow(() -> ApiFailure.unauthorized("Please sign in."));
    }
}
