// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import io.apotheca.signaling.config.HttpSettings;
import io.apotheca.signaling.config.RateLimitSettings;
import io.apotheca.signaling.consultation.Consultations;
import io.apotheca.signaling.consultation.Participant;
import io.apotheca.signaling.token.Token;
import io.apotheca.signaling.visit.CheckIn;
import io.apotheca.signaling.visit.LinkState;
import io.apotheca.signaling.visit.VisitLinks;
import io.apotheca.signaling.visit.VisitSessions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A visitor's way in: look at the link, check in, see how it stands, leave. */
final class VisitApi {
    private static final long LEAVE_SECONDS = 10;

    private final VisitLinks links;
    private final VisitSessions sessions;
    private final Consultations consultations;
    private final SessionCookie cookie;
    private final String pharmacyName;
    private final ClientAddress clients;
    private final RateLimit uses;

    VisitApi(
            VisitLinks links,
            VisitSessions sessions,
            Consultations consultations,
            SessionCookie cookie,
            String pharmacyName,
            HttpSettings settings,
            InstantSource clock) {
        this.links = links;
        this.sessions = sessions;
        this.consultations = consultations;
        this.cookie = cookie;
        this.pharmacyName = pharmacyName;
        this.clients = new ClientAddress(settings.trustedProxies());
        RateLimitSettings limits = settings.rateLimits();
        this.uses = new RateLimit(limits.linksPerAddress(), limits.window(), limits.remembered(), clock);
    }

    void routes(RoutesConfig routes) {
        routes.post("/api/visit/look", this::look);
        routes.post("/api/visit", this::checkIn);
        routes.get("/api/visit", this::state);
        routes.delete("/api/visit", this::leave);
    }

    private void look(Context context) {
        Token token = token(context, Json.of(context));
        LinkState state = links.look(token);
        if (!(state instanceof LinkState.Open open)) {
            throw refusal(state);
        }
        Map<String, Object> reply = new LinkedHashMap<>();
        open.name().ifPresent(name -> reply.put("name", name));
        reply.put("pharmacy", pharmacyName);
        reply.put("state", "open");
        Json.reply(context, 200, reply);
    }

    private void checkIn(Context context) {
        Json body = Json.of(context);
        Token token = token(context, body);
        switch (links.use(token, body.name("name").orElse(null))) {
            case CheckIn.Done done -> {
                consultations.checkedIn(done.participant());
                cookie.set(context, done.session());
                Json.reply(
                        context, 200, Map.of("participant", done.participant().id()));
            }
            case CheckIn.NameMissing _ -> throw new ApiFailure(400, "name-missing", "Please tell us your name.");
            case CheckIn.Refused refused -> throw refusal(refused.link());
        }
    }

    /** Counted before it is looked at, so that guessing is slow. */
    private Token token(Context context, Json body) {
        if (!uses.allows(clients.of(context))) {
            throw ApiFailure.tooMany();
        }
        Optional<Token> token = Token.parse(body.text("token", 256));
        return token.orElseThrow(() -> refusal(new LinkState.Unknown()));
    }

    private static ApiFailure refusal(LinkState state) {
        return switch (state) {
            case LinkState.Used _ ->
                new ApiFailure(410, "link-used", "This link was used already. Please ask the pharmacy for a new one.");
            case LinkState.Expired _ ->
                new ApiFailure(410, "link-expired", "This link is too old. Please ask the pharmacy for a new one.");
            case LinkState.Unknown _, LinkState.Open _ ->
                new ApiFailure(410, "unknown-link", "This link is not known. Please check that it is complete.");
        };
    }

    private void state(Context context) {
        Participant participant = require(context);
        Json.reply(
                context,
                200,
                Map.of(
                        "participant",
                        participant.id(),
                        "name",
                        participant.name(),
                        "state",
                        participant.state().name().toLowerCase(Locale.ROOT)));
    }

    private void leave(Context context) {
        Optional<Participant> participant = visitor(context);
        if (participant.isPresent()) {
            try {
                consultations.leave(participant.get()).get(LEAVE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new ApiFailure(503, "not-done", "The server could not do this. Please try again.");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ApiFailure(503, "not-done", "The server is closing. Please try again shortly.");
            }
        }
        cookie.clear(context);
        context.status(204);
    }

    Optional<Participant> visitor(Context context) {
        return cookie.read(context).flatMap(sessions::find);
    }

    private Participant require(Context context) {
        return visitor(context).orElseThrow(() -> ApiFailure.unauthorized("Please open your visit link."));
    }
}
