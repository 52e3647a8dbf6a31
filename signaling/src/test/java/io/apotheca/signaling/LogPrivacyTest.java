// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.apotheca.signaling.log.Trail;
import io.apotheca.signaling.sdp.Offers;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ServerMessage;
import io.grpc.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a log may not say, over a whole visit with mishaps. */
final class LogPrivacyTest {
    @Test
    void noNamesTokensAddressesOrDescriptions() {
        Logger ours = (Logger) LoggerFactory.getLogger("io.apotheca");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ours.addAppender(log);
        ours.setLevel(Level.TRACE);
        try (TestServer server = new TestServer();
                Visit visit = Visit.admitted(server)) {
            visit.visitor.say(Offers.full(Offers.text("chromium-offer-18")));
            visit.visitor.next(ServerMessage.Answer.class);
            server.media().refuseJoins(Status.INTERNAL.withDescription("from 192.0.2.7"));
            visit.visitor.say(Offers.full(Offers.text("chromium-offer-18")));
            visit.visitor.next(ServerMessage.Error.class);
            server.breakAudit();
            visit.staff.say(new ClientMessage.Remove(visit.participant));
            assertThat(visit.staff.next(ServerMessage.Error.class).code()).isEqualTo("not-done");
            assertThat(visit.staffBrowser.post("/api/staff/invitations", "{}").statusCode())
                    .isEqualTo(500);
            String text = String.join(
                    "\n",
                    List.copyOf(log.list).stream()
                            .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
                            .toList());
            assertThat(text).contains("failed").contains("JdbcSQL");
            assertThat(text)
                    .doesNotContain("Alex")
                    .doesNotContain("Dana")
                    .doesNotContain("dana")
                    .doesNotContain(visit.invitation.token().secret())
                    .doesNotContain("127.0.0.1")
                    .doesNotContain("192.0.2.7")
                    .doesNotContain("v=0")
                    .doesNotContain("insert into");
        } finally {
            ours.detachAppender(log);
            ours.setLevel(null);
        }
    }

    @Test
    void aTrailSaysWhereAndNotWhat() {
        String trail = Trail.of(new IllegalStateException("Alex", new RuntimeException("Example")));
        assertThat(trail)
                .contains("java.lang.IllegalStateException at io.apotheca.signaling.LogPrivacyTest")
                .contains("caused by java.lang.RuntimeException")
                .doesNotContain("Alex")
                .doesNotContain("Example");
    }
}
