// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import io.apotheca.signaling.account.SignIn;
import io.apotheca.signaling.account.StaffSessions;
import io.apotheca.signaling.config.Settings;
import io.apotheca.signaling.consultation.Consultations;
import io.apotheca.signaling.log.Trail;
import io.apotheca.signaling.playback.Playback;
import io.apotheca.signaling.visit.VisitLinks;
import io.apotheca.signaling.visit.VisitSessions;
import io.apotheca.signaling.wire.MessageCodec;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: pages, the API and the WebSocket, on virtual threads. */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private final Javalin javalin;
    private final Sockets sockets;

    /** What the server leads to. */
    public record Services(
            SignIn signIn,
            StaffSessions staffSessions,
            VisitLinks links,
            VisitSessions visitSessions,
            Consultations consultations,
            Optional<DemoAccess> demo,
            Playback playback,
            InstantSource clock) {}

    private WebServer(Javalin javalin, Sockets sockets) {
        this.javalin = javalin;
        this.sockets = sockets;
    }

    /** Serves on the socket, which it closes in the end. The web client's files are below the class path folder. */
    public static WebServer start(
            ListenSocket socket, Site site, Settings settings, Services services, String webFolder) {
        StaffApi staff = new StaffApi(
                services.signIn(),
                services.staffSessions(),
                services.links(),
                services.consultations(),
                site,
                new SessionCookie("apotheca_staff", settings.sessions().staffAbsolute(), site.secure()),
                services.demo(),
                settings.http(),
                services.clock());
        VisitApi visitors = new VisitApi(
                services.links(),
                services.visitSessions(),
                services.consultations(),
                new SessionCookie("apotheca_visit", settings.sessions().visitorAbsolute(), site.secure()),
                settings.pharmacyName(),
                settings.http(),
                services.clock());
        Sockets sockets = new Sockets(staff, visitors, services.consultations(), settings.consultations(), site);
        Javalin javalin = Javalin.create(config -> {
            configure(config, socket);
            gate(config.routes, site);
            pages(config.routes, new Pages(webFolder));
            staff.routes(config.routes);
            new QualityApi(staff, services.consultations()).routes(config.routes);
            new RecordingsApi(
                            staff,
                            services.staffSessions(),
                            services.playback(),
                            settings.http().rateLimits(),
                            services.clock())
                    .routes(config.routes);
            visitors.routes(config.routes);
            sockets.routes(config.routes);
            errors(config.routes);
        });
        javalin.start();
        withoutCompression(javalin);
        return new WebServer(javalin, sockets);
    }

    /** Compression of messages, which are small, would keep 300 KB of native memory for each browser. */
    private static void withoutCompression(Javalin javalin) {
        for (ServletContextHandler each : javalin.jettyServer().server().getDescendants(ServletContextHandler.class)) {
            WebSocketServerComponents.getWebSocketComponents(each)
                    .getExtensionRegistry()
                    .unregister("permessage-deflate");
        }
    }

    private static void configure(JavalinConfig config, ListenSocket socket) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = Json.MAX_BODY_BYTES;
        config.http.prefer405over404 = true;
        config.http.generateEtags = false;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
            http.setRequestHeaderSize(MAX_HEADER_BYTES);
            // It would keep 100 KB for each connection, of which a WebSocket needs nothing after its first request.
            http.setHeaderCacheSize(0);
        });
        config.jetty.modifyServer(server -> server.setStopTimeout(0));
        config.jetty.modifyServletContextHandler(WebServer::keepNoSessions);
        config.jetty.addConnector((server, http) -> connector(server, http, socket));
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setMaxTextMessageSize(MessageCodec.MAX_FRAME_BYTES);
            factory.setMaxBinaryMessageSize(MessageCodec.MAX_FRAME_BYTES);
        });
    }

    /** We have our own. Jetty's, which an upgrade to a WebSocket begins, would be kept, and a cookie sent for it. */
    private static void keepNoSessions(ServletContextHandler context) {
        SessionHandler sessions = context.getSessionHandler();
        SessionCache none = new NullSessionCache(sessions);
        none.setSessionDataStore(new NullSessionDataStore());
        sessions.setSessionCache(none);
        sessions.setUsingCookies(false);
    }

    private static Connector connector(Server server, HttpConfiguration http, ListenSocket socket) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        try {
            connector.open(socket.channel());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }

    /** Before every handler: headers for the browser, and no changes on behalf of other sites. */
    private static void gate(RoutesConfig routes, Site site) {
        SecurityHeaders headers = new SecurityHeaders(site);
        routes.before(headers::add);
        routes.before("/api/*", context -> {
            boolean reads = READS.contains(context.method());
            if (!reads && !site.allows(context.header("Origin"))) {
                throw new ApiFailure(403, "wrong-origin", "This server's pages only.");
            }
        });
    }

    private static void pages(RoutesConfig routes, Pages pages) {
        routes.get("/", pages::page);
        routes.get("/pharmacy", pages::page);
        routes.get("/pharmacy/recordings", pages::page);
        routes.get("/visit", pages::page);
        routes.get("/assets/{name}", pages::asset);
        routes.get("/favicon.svg", pages::icon);
        routes.get("/api/health", context -> Json.reply(context, 200, Map.of("status", "ok")));
    }

    private static void errors(RoutesConfig routes) {
        routes.exception(ApiFailure.class, (failure, context) -> Json.reply(context, failure));
        routes.exception(HttpResponseException.class, (failure, context) -> Json.reply(context, plain(failure)));
        routes.exception(Exception.class, WebServer::unexpected);
    }

    /** Javalin's own refusals, in our words. */
    private static ApiFailure plain(HttpResponseException failure) {
        return switch (failure.getStatus()) {
            case 404 -> new ApiFailure(404, "not-found", "There is nothing at this address.");
            case 405 -> new ApiFailure(405, "wrong-method", "This address does not do that.");
            case 413 -> new ApiFailure(413, "too-large", "The request is too large.");
            default -> new ApiFailure(failure.getStatus(), "bad-request", "The server does not take this request.");
        };
    }

    private static void unexpected(Exception e, Context context) {
        if (goneAway(e)) {
            return; // whoever asked left before the answer, as by a reload: nobody to tell, and nothing failed here
        }
        LOG.error("A request failed: {}", Trail.of(e));
        Json.reply(context, new ApiFailure(500, "internal", "Something went wrong here. Please try again."));
    }

    static boolean goneAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EofException || cause instanceof ClosedChannelException) {
                return true;
            }
        }
        return false;
    }

    /** To be called every now and then. */
    public void sweep() {
        sockets.sweep();
    }

    @Override
    public void close() {
        sockets.closeAll();
        javalin.stop();
    }
}
