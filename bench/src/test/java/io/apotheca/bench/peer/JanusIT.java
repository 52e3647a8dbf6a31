// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apotheca.bench.client.LoopClients;
import io.apotheca.bench.client.Tally;
import io.apotheca.bench.load.Publishing;
import io.apotheca.bench.load.Seat;
import io.apotheca.bench.load.Session;
import io.apotheca.media.srtp.JitsiSrtp;
import io.apotheca.signaling.e2e.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Debian's Janus, which .ci/install-test-tools installs, driven by the bench's participants. */
class JanusIT {
    private static final Publishing ALL = new Publishing(true, 600_000, 1);
    private static final Duration WATCHED = Duration.ofSeconds(3);

    /** 50 packets of sound a second, and 30 frames. */
    private static final int LEAST_PACKETS = 80 * (int) WATCHED.toSeconds();

    /** On their way at the beginning or at the end of what is watched. */
    private static final long UNDER_WAY = 20;

    private final List<Session> sessions = new ArrayList<>();
    private LoopClients clients;
    private Janus janus;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        clients = LoopClients.start(1, new JitsiSrtp(), 1);
        janus = Janus.start(
                JanusInstallation.find().orElseThrow(() -> new AssertionError("Debian's package janus is missing")), 2);
    }

    @AfterEach
    void end() {
        sessions.forEach(Session::close);
        janus.close();
        clients.close();
    }

    private void enter(int place, int places, Publishing publishing) throws Exception {
        Session session = janus.enter(new Seat(0, place, places, publishing), clients);
        sessions.add(session);
        session.connected().get(10, TimeUnit.SECONDS);
    }

    private Tally watch() {
        var _ = clients.take();
        Await.pass(WATCHED);
        return clients.take();
    }

    @Test
    void twoSeeAndHearEachOtherAndNothingIsLost() throws Exception {
        enter(0, 2, ALL);
        enter(1, 2, ALL);
        for (Session each : sessions) {
            assertThat(each.firstMediaNanos().get(10, TimeUnit.SECONDS)).isPositive();
        }
        Tally seen = watch();
        assertThat(seen.receiving).isEqualTo(2);
        assertThat(seen.mediaSent).isGreaterThanOrEqualTo(2L * LEAST_PACKETS - UNDER_WAY);
        assertThat(seen.mediaReceived).isCloseTo(seen.mediaSent, within(UNDER_WAY));
        assertThat(seen.lost).isZero();
        assertThat(seen.latency.count()).isCloseTo(seen.mediaReceived, within(UNDER_WAY));
        assertThat(janus.process().orElseThrow().cpuNanos()).isPositive();
    }

    @Test
    void whoComesIsSeenByThoseBeforeAndWhoLeavesIsMissedByNobody() throws Exception {
        enter(0, 3, ALL);
        enter(1, 3, Publishing.NOTHING);
        sessions.get(1).firstMediaNanos().get(10, TimeUnit.SECONDS);
        enter(2, 3, ALL);
        for (Session each : sessions) {
            var _ = each.firstMediaNanos().get(10, TimeUnit.SECONDS);
        }
        Tally three = watch();
        assertThat(three.mediaReceived).isCloseTo(2 * three.mediaSent, within(2 * UNDER_WAY));

        sessions.removeFirst().close();
        Tally two = watch();
        assertThat(two.mediaSent).isLessThan(three.mediaSent);
        assertThat(two.mediaReceived).isCloseTo(two.mediaSent, within(2 * UNDER_WAY));
        assertThat(two.lost).isZero();
    }
}
