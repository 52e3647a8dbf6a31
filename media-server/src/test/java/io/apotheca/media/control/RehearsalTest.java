// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.dtls.DtlsIdentity;
import io.apotheca.media.srtp.LibcryptoSrtp;
import io.apotheca.media.testing.CountedSrtp;
import io.apotheca.media.time.NtpClock;
import io.apotheca.media.transport.PeerTimeouts;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    /** One for each of three profiles, four of the two transports, and two of their peers. */
    @Test
    void givesBackEverySessionItOpened() {
        CountedSrtp srtp = new CountedSrtp(new LibcryptoSrtp());
        Rehearsal.run(new Node(
                DtlsIdentity.generate(new SecureRandom()),
                srtp,
                new NtpClock(0, 0),
                new PeerTimeouts(5_000_000_000L, 30_000_000_000L),
                Duration.ofSeconds(10),
                8,
                8));
        assertThat(srtp.opened()).isEqualTo(3 + 4 + 2);
        assertThat(srtp.closed()).isEqualTo(srtp.opened());
    }
}
