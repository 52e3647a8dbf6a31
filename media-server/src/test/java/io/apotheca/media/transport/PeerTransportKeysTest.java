// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.srtp.JitsiSrtp;
import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProfile;
import io.apotheca.media.testing.CountedSrtp;
import io.apotheca.media.testing.StandInHandshake;
import io.apotheca.media.time.NtpClock;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A transport's SRTP sessions begin with its keys and end with it, whichever way it ends. */
class PeerTransportKeysTest {
    private static final long SECOND = 1_000_000_000;
    private static final SrtpKeys KEYS = SrtpKeys.split(SrtpProfile.AEAD_AES_128_GCM, new byte[2 * 28]);

    private final CountedSrtp srtp = new CountedSrtp(new JitsiSrtp());
    private final SplittableRandom random = new SplittableRandom(1);
    private final PeerTransport transport = new PeerTransport(
            new PeerParameters(
                    IceParameters.random(random), "remote", HeaderExtensions.NONE, 1, "test", StreamReports.NONE),
            new PeerTimeouts(5 * SECOND, 30 * SECOND),
            new NtpClock(0, 0),
            new TurnOutbox(),
            srtp,
            new StandInHandshake(KEYS, () -> 0),
            new DropCounters(),
            (state, nowNanos) -> {},
            0);

    private void assertOpen(int opened, int closed) {
        assertThat(srtp.opened()).isEqualTo(opened);
        assertThat(srtp.closed()).isEqualTo(closed);
    }

    @Test
    void endWhenItIsClosed() {
        transport.onKeys(KEYS, 0);
        assertOpen(2, 0);
        transport.close();
        assertOpen(2, 2);
        transport.close();
        assertOpen(2, 2);
    }

    @Test
    void endWhenThePeerIsSilent() {
        transport.onKeys(KEYS, 0);
        transport.onDeadline(31 * SECOND);
        assertThat(transport.state()).isEqualTo(TransportState.FAILED);
        assertOpen(2, 2);
        transport.close();
        assertOpen(2, 2);
    }

    @Test
    void endWhenThePeerEndsTheAssociation() {
        transport.onKeys(KEYS, 0);
        transport.onHandshakeEnd();
        assertOpen(2, 2);
    }

    @Test
    void doNotBeginWhenTheKeysComeTooLate() {
        transport.close();
        transport.onKeys(KEYS, 0);
        assertOpen(0, 0);
    }

    @Test
    void beginOnceHoweverOftenTheKeysCome() {
        transport.onKeys(KEYS, 0);
        transport.onKeys(KEYS, 0);
        assertOpen(2, 0);
    }
}
