// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static io.apotheca.media.transport.TransportState.CLOSED;
import static io.apotheca.media.transport.TransportState.CONNECTED;
import static io.apotheca.media.transport.TransportState.CONNECTING;
import static io.apotheca.media.transport.TransportState.FAILED;
import static io.apotheca.media.transport.TransportState.INTERRUPTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualCall.Network;
import org.junit.jupiter.api.Test;

/** A connection's life: found, lost, back, given up. */
class TransportStateTest {
    private final VirtualCall call = new VirtualCall(7, Network.PERFECT);
    private final Member alice = call.join("alice");
    private final Member bob = call.join("bob");

    @Test
    void connects() {
        assertThat(bob.transport().state()).isEqualTo(CONNECTING);
        call.run(1);
        assertThat(bob.transport().state()).isEqualTo(CONNECTED);
        assertThat(call.events().states("bob")).containsExactly(CONNECTED);
    }

    @Test
    void comesBackAfterAnInterruption() {
        call.run(2);
        bob.up().loss(1);
        call.run(4.9);
        assertThat(call.events().states("bob")).containsExactly(CONNECTED);
        call.run(0.2);
        assertThat(call.events().states("bob")).containsExactly(CONNECTED, INTERRUPTED);
        call.run(20);
        bob.up().loss(0);
        call.run(0.5);
        assertThat(call.events().states("bob")).containsExactly(CONNECTED, INTERRUPTED, CONNECTED);
        int shown = alice.peer().video(0).frames().size();
        call.run(3);
        assertThat(alice.peer().video(0).frames()).hasSizeGreaterThan(shown + 60);
        assertThat(call.events().states("alice")).containsExactly(CONNECTED);
    }

    @Test
    void isGivenUpAfterLongSilenceAndMayJoinAgain() {
        call.run(2);
        bob.up().loss(1);
        call.run(30.5);
        assertThat(call.events().states("bob")).containsExactly(CONNECTED, INTERRUPTED, FAILED);
        assertThat(bob.handshake().closed()).isTrue();
        bob.up().loss(0);
        long sent = bob.down().sent();
        call.run(3);
        assertThat(bob.transport().state()).isEqualTo(FAILED);
        assertThat(bob.down().sent()).isEqualTo(sent);
        int shown = alice.peer().video(0).frames().size();
        call.join("bob");
        call.run(2);
        assertThat(call.events().states("bob")).last().isEqualTo(CONNECTED);
        assertThat(alice.peer().video(0).frames()).hasSizeGreaterThan(shown + 40);
    }

    @Test
    void isGivenUpWhenNobodyEverComes() {
        bob.up().loss(1);
        call.run(31);
        assertThat(call.events().states("bob")).containsExactly(FAILED);
        assertThat(bob.handshake().started()).isFalse();
    }

    @Test
    void failsWhenThePeerEndsTheAssociation() {
        call.run(2);
        bob.handshake().end();
        assertThat(call.events().states("bob")).containsExactly(CONNECTED, FAILED);
        long sent = bob.down().sent();
        call.run(1);
        assertThat(bob.down().sent()).isEqualTo(sent);
    }

    @Test
    void tellsNothingMoreOnceItIsClosed() {
        call.run(2);
        call.leave("bob");
        bob.handshake().end();
        call.run(40);
        assertThat(bob.transport().state()).isEqualTo(CLOSED);
        assertThat(call.events().states("bob")).containsExactly(CONNECTED);
        assertThat(bob.transport().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }
}
