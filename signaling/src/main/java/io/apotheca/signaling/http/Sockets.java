// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import io.apotheca.signaling.account.StaffSession;
import io.apotheca.signaling.config.ConsultationSettings;
import io.apotheca.signaling.consultation.Client;
import io.apotheca.signaling.consultation.ClientConnection;
import io.apotheca.signaling.consultation.Consultations;
import io.apotheca.signaling.consultation.Participant;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The WebSocket endpoint. Who the client is, is settled by Origin and cookie before the upgrade. */
final class Sockets {
    private static final String PATH = "/ws";
    private static final String CALLER = "apotheca.caller";
    private static final int KEEP_ALIVE_SECONDS = 20;

    private final StaffApi staff;
    private final VisitApi visitors;
    private final Consultations consultations;
    private final ConsultationSettings settings;
    private final Site site;
    private final BoardText texts = new BoardText();
    private final Map<String, SocketConnection> open = new ConcurrentHashMap<>();

    Sockets(StaffApi staff, VisitApi visitors, Consultations consultations, ConsultationSettings settings, Site site) {
        this.staff = staff;
        this.visitors = visitors;
        this.consultations = consultations;
        this.settings = settings;
        this.site = site;
    }

    /** Who upgrades, as the request's cookie says. */
    private sealed interface Caller {
        record Staff(StaffSession session) implements Caller {}

        record Visitor(Participant participant) implements Caller {}
    }

    void routes(RoutesConfig routes) {
        routes.wsBeforeUpgrade(PATH, this::identify);
        routes.ws(PATH, this::endpoint);
    }

    private void identify(Context context) {
        if (!site.allows(context.header("Origin"))) {
            throw new ApiFailure(403, "wrong-origin", "This server's pages only.");
        }
        String as = context.queryParam("as");
        if ("staff".equals(as)) {
            StaffSession session =
                    staff.signedIn(context).orElseThrow(() -> ApiFailure.unauthorized("Please sign in."));
            context.attribute(CALLER, new Caller.Staff(session));
        } else if ("visitor".equals(as)) {
            Participant participant =
                    visitors.visitor(context).orElseThrow(() -> ApiFailure.unauthorized("Please open your link."));
            context.attribute(CALLER, new Caller.Visitor(participant));
        } else {
            throw ApiFailure.badRequest("The address must say as=staff or as=visitor.");
        }
    }

    private void endpoint(WsConfig ws) {
        ws.onConnect(context -> {
            SocketConnection connection = new SocketConnection(context.session, settings, texts, System.nanoTime());
            open.put(context.sessionId(), connection);
            context.enableAutomaticPings(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
            connection.open(who(context));
        });
        ws.onMessage(context -> {
            SocketConnection connection = open.get(context.sessionId());
            if (connection != null) {
                connection.onText(context.message(), System.nanoTime());
            }
        });
        ws.onBinaryMessage(context -> {
            SocketConnection connection = open.get(context.sessionId());
            if (connection != null) {
                connection.refuse("not-text", "Messages are text.");
            }
        });
        ws.onClose(this::closed);
    }

    private void closed(WsContext context) {
        SocketConnection connection = open.remove(context.sessionId());
        if (connection != null) {
            connection.onClosed();
        }
    }

    private Function<ClientConnection, Client> who(WsContext context) {
        @Nullable Caller caller = context.attribute(CALLER);
        return switch (caller) {
            case Caller.Staff who -> connection -> consultations.staff(who.session(), connection);
            case Caller.Visitor who -> connection -> consultations.visitor(who.participant(), connection);
            case null -> throw new IllegalStateException("an upgrade without a caller");
        };
    }

    /** Cuts off clients whose network is gone. To be called every now and then. */
    void sweep() {
        long silentSince = System.nanoTime() - settings.silence().toNanos();
        open.values().forEach(connection -> connection.cutIfSilentSince(silentSince));
    }

    void closeAll() {
        open.values().forEach(connection -> connection.close(ClientConnection.Ending.GOING_AWAY));
    }
}
