// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import io.apotheca.bench.client.MediaClients;
import io.apotheca.bench.client.MediaConnection;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ServerMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Apotheca under load, by its public doors (PROTOCOL.md): the first place of each room is a member of staff, who invites and
 * admits all others.
 */
public final class Apotheca implements Sfu {
    private static final int SIGN_IN_TRIES = 200;

    private final WebClient web;
    private final Credentials credentials;
    private final @Nullable ApothecaServer child;
    private final @Nullable URI metrics;
    private final InetAddress local;
    private final @Nullable Agreement agreement;
    private final Map<Integer, Desk> desks = new ConcurrentHashMap<>();
    private final Map<Seat, String> visitors = new ConcurrentHashMap<>();

    /** An account of the staff. */
    public record Credentials(String account, String password) {
        @Override
        public String toString() {
            return "Credentials[redacted]";
        }
    }

    /** The staff's side of a room, and links that nobody has used yet. */
    private record Desk(String cookie, Conversation conversation, String consultation, Queue<String> links) {}

    private Apotheca(
            WebClient web,
            Credentials credentials,
            @Nullable ApothecaServer child,
            @Nullable URI metrics,
            InetAddress local,
            @Nullable Agreement agreement) {
        this.web = web;
        this.credentials = credentials;
        this.child = child;
        this.metrics = metrics;
        this.local = local;
        this.agreement = agreement;
    }

    /** Starts a server of this build as a process of its own, with limits that let the bench in. */
    public static Apotheca start() throws IOException, InterruptedException {
        return start("", null);
    }

    /**
     * One that has a recorder, where everybody agrees to be recorded.
     *
     * @param config what is to stand in its configuration beside what the bench needs
     */
    public static Apotheca startRecording(String config) throws IOException, InterruptedException {
        return start(config, new Agreement());
    }

    private static Apotheca start(String config, @Nullable Agreement agreement)
            throws IOException, InterruptedException {
        ApothecaServer child = ApothecaServer.start(config);
        return new Apotheca(
                new WebClient(child.site()),
                child.credentials(),
                child,
                child.metrics(),
                InetAddress.getLoopbackAddress(),
                agreement);
    }

    /** A server elsewhere, or on this machine, that runs; its figures are read where their address is known. */
    public static Apotheca at(URI site, Credentials credentials, @Nullable URI metrics) throws IOException {
        boolean here = InetAddress.getByName(site.getHost()).isLoopbackAddress();
        InetAddress local = here ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral("0.0.0.0");
        return new Apotheca(new WebClient(site), credentials, null, metrics, local, null);
    }

    @Override
    public String name() {
        return "Apotheca";
    }

    @Override
    public Session enter(Seat seat, MediaClients clients) throws IOException, InterruptedException {
        if (seat.place() == 0) {
            long beganNanos = System.nanoTime();
            Desk desk = openDesk();
            desks.put(seat.room(), desk);
            return join(seat, desk.conversation(), clients, beganNanos);
        }
        Desk desk = desk(seat.room());
        String sent = desk.links().poll();
        String link = sent == null ? link(desk) : sent;
        long beganNanos = System.nanoTime();
        Map<String, String> token =
                Map.of("token", String.valueOf(URI.create(link).getFragment()));
        web.ask("/api/visit/look", token, "");
        WebClient.Reply visit = web.ask("/api/visit", token, "");
        visitors.put(seat, visit.cookie());
        Conversation visitor = web.connect("visitor", visit.cookie());
        visitor.next(ServerMessage.Waiting.class);
        desk.conversation()
                .say(new ClientMessage.Admit(visit.body().path("participant").asText()));
        visitor.next(ServerMessage.Admitted.class);
        return join(seat, visitor, clients, beganNanos);
    }

    @Override
    public void invite(int room) throws IOException, InterruptedException {
        Desk desk = desk(room);
        desk.links().add(link(desk));
    }

    /** Ends the server of this build without a word (SIGKILL). */
    public void kill() throws InterruptedException {
        Objects.requireNonNull(child).kill();
        if (agreement != null) {
            agreement.forget();
        }
    }

    /** Starts it again where it was, with what it has on the disk. */
    public void startAgain() throws IOException, InterruptedException {
        Objects.requireNonNull(child).startAgain();
    }

    /** Somebody who was in its room comes back to it, with nothing but its session. */
    public Session comeBack(Seat seat, MediaClients clients) throws IOException, InterruptedException {
        long beganNanos = System.nanoTime();
        Conversation conversation;
        if (seat.place() == 0) {
            Desk desk = desk(seat.room());
            conversation = web.connect("staff", desk.cookie());
            conversation.next(ServerMessage.Entered.class);
            desks.put(seat.room(), new Desk(desk.cookie(), conversation, desk.consultation(), desk.links()));
        } else {
            conversation = web.connect("visitor", Objects.requireNonNull(visitors.get(seat)));
            conversation.next(ServerMessage.Admitted.class);
        }
        return join(seat, conversation, clients, beganNanos);
    }

    /** Ends the server of this build, and tells where it has its database, which is there until this is closed. */
    public String end() {
        ApothecaServer ended = Objects.requireNonNull(child);
        ended.end();
        return ended.database();
    }

    /** The room's staff want it recorded. */
    public void record(int room) throws IOException {
        desk(room).conversation().say(new ClientMessage.Record(null, true, null));
    }

    /** How many rooms are recorded now, by what their people are told. */
    public int recorded() {
        return agreement == null ? 0 : agreement.recorded();
    }

    private Desk desk(int room) throws IOException {
        Desk desk = desks.get(room);
        if (desk == null) {
            throw new IOException("the room is not open");
        }
        return desk;
    }

    private String link(Desk desk) throws IOException, InterruptedException {
        return web.ask(
                        "/api/staff/invitations",
                        Map.of("consultation", desk.consultation(), "name", "Visitor"),
                        desk.cookie())
                .body()
                .path("link")
                .asText();
    }

    private Desk openDesk() throws IOException, InterruptedException {
        String cookie = signIn().cookie();
        Conversation staff = web.connect("staff", cookie);
        staff.next(ServerMessage.Queue.class);
        String consultation = web.ask("/api/staff/invitations", Map.of("name", "Nobody"), cookie)
                .body()
                .path("consultation")
                .asText();
        staff.say(new ClientMessage.Enter(consultation));
        staff.next(ServerMessage.Entered.class);
        return new Desk(cookie, staff, consultation, new ConcurrentLinkedQueue<>());
    }

    /** Checking a password costs the server a moment and much memory, so it checks few at a time and may say so. */
    private WebClient.Reply signIn() throws IOException, InterruptedException {
        Map<String, String> body = Map.of("account", credentials.account(), "password", credentials.password());
        for (int i = 0; ; i++) {
            WebClient.Reply reply = web.post("/api/staff/session", body, "");
            if (reply.status() == 200) {
                return reply;
            }
            if (reply.status() != 503 || i == SIGN_IN_TRIES) {
                throw new IOException("signing in failed: " + reply.status() + " "
                        + reply.body().path("code").asText());
            }
            Thread.sleep(50);
        }
    }

    private Session join(Seat seat, Conversation conversation, MediaClients clients, long beganNanos)
            throws IOException, InterruptedException {
        MediaConnection connection = clients.open(local);
        try {
            return new ApothecaSession(conversation, connection, beganNanos, agreement).negotiate(seat);
        } catch (IOException | InterruptedException | RuntimeException e) {
            connection.close();
            conversation.cut();
            throw e;
        }
    }

    @Override
    public Optional<ServerProcess> process() {
        return child == null || !child.process().told() ? Optional.empty() : Optional.of(child.process());
    }

    @Override
    public ServerFigures figures() {
        if (metrics == null) {
            return ServerFigures.NONE;
        }
        try {
            return ServerFigures.read(web.text(metrics));
        } catch (IOException e) {
            return ServerFigures.NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ServerFigures.NONE;
        }
    }

    @Override
    public OptionalLong memoryBytes() throws IOException {
        return child == null || !child.process().told()
                ? OptionalLong.empty()
                : child.process().keptBytes();
    }

    @Override
    public List<Long> pausesNanos() {
        return child == null ? List.of() : child.pausesNanos();
    }

    @Override
    public void close() {
        web.close();
        if (child != null) {
            child.close();
        }
    }
}
