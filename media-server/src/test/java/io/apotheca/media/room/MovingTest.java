// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.IceClient;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.stun.TransportAddress;
import io.apotheca.media.testing.LinkPath;
import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualCall.Network;
import io.apotheca.media.testing.VirtualLink;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A peer's address changes in the middle of a call. */
class MovingTest {
    private final VirtualCall call = new VirtualCall(11, Network.PERFECT);
    private final Member alice = call.join("alice");
    private final Member bob = call.join("bob");
    private final VirtualLink newDown = VirtualLink.perfect(Simulation.millis(10));
    private final LinkPath newPath = new LinkPath(newDown, TransportAddress.of(new byte[] {10, 9, 9, 9}, 6000));

    @BeforeEach
    void meet() {
        call.sim().connect(newDown, bob.peer());
        call.run(2);
    }

    /** Nothing reaches the peer where it was. */
    private void move() {
        bob.down().loss(1);
        bob.server().comesBy(newPath);
    }

    private int seenByBob() {
        return bob.peer().video(0).frames().size();
    }

    private int seenByAlice() {
        return alice.peer().video(0).frames().size();
    }

    @Test
    void aNominatedPathIsTakenAtOnce() {
        move();
        bob.peer().checkSoon(call.sim().now());
        int bobBefore = seenByBob();
        int aliceBefore = seenByAlice();
        call.run(1);
        assertThat(seenByBob() - bobBefore).isGreaterThan(20);
        assertThat(seenByAlice() - aliceBefore).isGreaterThan(20);
        assertThat(call.events().states("bob")).hasSize(1);
    }

    @Test
    void mediaByAnotherValidatedPathIsFollowed() {
        validate(bob.serverIce(), bob.peerIce());
        long answered = newDown.sent();
        move();
        int before = seenByBob();
        call.run(0.2);
        long sent = newDown.sent() - answered;
        call.run(0.8);
        assertThat(sent).as("while the old path is only just silent").isZero();
        assertThat(seenByBob() - before).isGreaterThan(15);
    }

    private void validate(IceParameters server, IceParameters client) {
        PacketBuffer check = new PacketBuffer();
        new IceClient(client, server, new SplittableRandom(4)).check(false, check);
        bob.server()
                .onDatagram(
                        Arrays.copyOf(check.bytes, check.length),
                        newPath,
                        call.sim().now());
        assertThat(newDown.sent()).as("answered").isPositive();
        call.run(0.1);
    }

    @Test
    void mediaFromElsewhereIsNot() {
        move();
        call.run(0.2);
        assertThat(newDown.sent()).isZero();
    }

    @Test
    void anIceRestartKeepsTheCallGoing() {
        SplittableRandom random = new SplittableRandom(5);
        IceParameters server = IceParameters.random(random);
        IceParameters client = IceParameters.random(random);
        assertThat(bob.transport().restartIce(server, client.ufrag())).isTrue();
        int before = seenByBob();
        call.run(1);
        assertThat(seenByBob() - before).as("by the path before").isGreaterThan(25);
        validate(server, client);
        move();
        before = seenByBob();
        call.run(1);
        assertThat(seenByBob() - before).isGreaterThan(15);
        assertThat(bob.handshake().closed()).isFalse();
        assertThat(call.events().states("bob")).hasSize(1);
    }

    @Test
    void aLostPathIsNotSentToAndTheNextOneIs() {
        bob.transport().onPathLost(bob.path(), call.sim().now());
        assertThat(bob.transport().ready()).isFalse();
        move();
        bob.peer().checkSoon(call.sim().now());
        int before = seenByBob();
        call.run(1);
        assertThat(seenByBob() - before).isGreaterThan(15);
    }
}
