// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.Person;
import io.apotheca.signaling.wire.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the whole server relies on its database for, whichever it is. */
abstract class StorageContract {
    /** An empty database. */
    abstract TestStorage storage();

    private static String body(String token) {
        return "{\"token\":\"" + token + "\"}";
    }

    @Test
    void whatCannotBeRecordedDoesNotHappen() {
        try (TestServer server = new TestServer(storage());
                Browser browser = server.browser()) {
            String token = server.invite("Alex Example").token().secret();
            server.breakAudit();
            assertThat(browser.post("/api/visit", body(token)).statusCode()).isEqualTo(500);
            assertThat(server.query("select id from participant")).isEmpty();
            assertThat(browser.post("/api/visit/look", body(token)).statusCode())
                    .as("the link is unused")
                    .isEqualTo(200);
        }
    }

    @Test
    void ofTwoUsesAtOnceOneWins() throws Exception {
        try (TestServer server = new TestServer(storage());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String token = server.invite("Alex Example").token().secret();
            List<Callable<Integer>> uses = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(use -> () -> {
                        try (Browser browser = server.browser()) {
                            return browser.post("/api/visit", body(token)).statusCode();
                        }
                    })
                    .toList();
            int won = 0;
            for (Future<Integer> status : threads.invokeAll(uses)) {
                won += status.get() == 200 ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
            assertThat(server.query("select id from participant")).hasSize(1);
        }
    }

    @Test
    void oldAndUnknownLinksAreRefused() {
        try (TestServer server = new TestServer(storage());
                Browser browser = server.browser()) {
            String token = server.invite("Alex Example").token().secret();
            server.clock.forward(Duration.ofDays(7));
            assertThat(browser.post("/api/visit", body(token)).body()).contains("link-expired");
            assertThat(browser.post("/api/visit", body("x".repeat(32))).body()).contains("unknown-link");
            assertThat(browser.post("/api/visit/look", body("short")).body()).contains("unknown-link");
            assertThat(server.query("select id from participant")).isEmpty();
        }
    }

    @Test
    void everybodyComesBackAfterARestart() {
        try (TestServer server = new TestServer(storage());
                Visit visit = Visit.admitted(server);
                Browser guest = server.browser()) {
            String waiting = guest.checkIn(server.inviteTo(visit.consultation(), "Waiting Guest")
                    .token()
                    .secret());
            TestSocket second = guest.socket("visitor");
            second.next(ServerMessage.Waiting.class);
            server.restart();
            assertThat(visit.visitor.closeCode()).isEqualTo(1001);

            TestSocket back = visit.visitorBrowser.socket("visitor");
            assertThat(back.next()).isInstanceOf(ServerMessage.Welcome.class);
            assertThat(back.next()).isEqualTo(new ServerMessage.Admitted(visit.participant));
            TestSocket stillWaiting = guest.socket("visitor");
            stillWaiting.next(ServerMessage.Waiting.class);
            TestSocket staff = visit.staffBrowser.socket("staff");
            staff.next(ServerMessage.Entered.class);
            staff.next(ServerMessage.Roster.class, roster -> roster.people().size() == 2);
            staff.say(new ClientMessage.Admit(waiting));
            stillWaiting.next(ServerMessage.Admitted.class);
            assertThat(server.audit()).endsWith("CHECK_IN", "ADMIT");
        }
    }

    /** Their role is what the media server is told, so it has to last. */
    @Test
    void anInterpreterIsOneAfterARestartToo() {
        try (TestServer server = new TestServer(storage());
                Visit visit = Visit.admitted(server);
                Browser browser = server.browser()) {
            String interpreter =
                    browser.checkIn(server.inviteTo(visit.consultation(), Person.Role.INTERPRETER, "Ines Interpreter")
                            .token()
                            .secret());
            browser.socket("visitor").next(ServerMessage.Waiting.class);
            server.restart();
            TestSocket back = browser.socket("visitor");
            back.next(ServerMessage.Waiting.class);
            TestSocket staff = visit.staffBrowser.socket("staff");
            staff.next(ServerMessage.Entered.class);
            staff.say(new ClientMessage.Admit(interpreter));
            back.next(ServerMessage.Admitted.class);
            ServerMessage.Roster roster = back.next(ServerMessage.Roster.class);
            assertThat(roster.people())
                    .filteredOn(person -> person.role() == Person.Role.INTERPRETER)
                    .extracting(Person::participant)
                    .containsExactly(interpreter);
        }
    }

    @Test
    void whoAgreedAndWhatWasRecordedLasts() {
        try (TestServer server = TestServer.recording(storage(), Map.of());
                Visit visit = RecordedVisit.recorded(server)) {
            server.restart();
            TestSocket staff = visit.staffBrowser.socket("staff");
            staff.next(ServerMessage.Entered.class);
            TestSocket visitor = visit.visitorBrowser.socket("visitor");
            visitor.next(ServerMessage.Admitted.class);
            RecordedVisit.connect(visitor);
            RecordedVisit.seen(visitor, ServerMessage.Recording.State.ON);
            assertThat(server.query("select part from recording_part order by part"))
                    .containsExactly("1", "2");
            staff.say(new ClientMessage.Leave());
            visitor.next(ServerMessage.Ended.class);
            server.awaitAudit("PART_ENDED");
            assertThat(server.query("select r.content || ':' || r.site || ':' || p.outcome || ':' || p.part"
                            + " from recording r join recording_part p on p.recording_id = r.id"
                            + " where r.ended_at is not null and p.digest is not null"))
                    .containsExactly("AUDIO_AND_VIDEO:default:WHOLE:2");
        }
    }

    @Test
    void aRemovedVisitorIsOutAfterARestartToo() {
        try (TestServer server = new TestServer(storage());
                Visit visit = Visit.admitted(server)) {
            visit.staff.say(new ClientMessage.Remove(visit.participant));
            visit.visitor.next(ServerMessage.Removed.class);
            server.restart();
            TestSocket again = visit.visitorBrowser.socket("visitor");
            again.next(ServerMessage.Removed.class);
            assertThat(again.everything())
                    .isEqualTo(List.of(
                            new ServerMessage.Welcome(ServerMessage.Welcome.Role.VISITOR, "Alex Example"),
                            new ServerMessage.Removed()));
        }
    }
}
