// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.forward.OutboundTrack;
import io.apotheca.media.forward.SlotParameters;
import io.apotheca.media.forward.Source;
import io.apotheca.media.testing.Negotiated;
import io.apotheca.media.testing.VideoReceiver;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualCall.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A peer with as many slots as a join may have. */
class ManySlotsTest {
    private static final int SLOTS = 60;
    private static final int FIRST_SSRC = 1000;

    @Test
    void everySlotGetsItsFramesAndItsSenderReports() {
        VirtualCall call = new VirtualCall(8, Network.PERFECT);
        call.join("alice");
        Member bob = call.join("bob");
        Participant alice = Objects.requireNonNull(call.room().participant("alice"));
        List<VideoReceiver> receivers = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            int ssrc = FIRST_SSRC + 2 * i;
            OutboundTrack track = new OutboundTrack(
                    new SlotParameters(Negotiated.VP8, ssrc, ssrc + 1), bob.transport(), call.drops());
            bob.transport().send(track);
            track.show(alice.track(Source.CAMERA), call.sim().now());
            VideoReceiver receiver = new VideoReceiver(ssrc, ssrc + 1);
            bob.peer().receive(receiver);
            receivers.add(receiver);
        }
        call.run(2.5);
        assertThat(receivers).allSatisfy(each -> {
            assertThat(each.frames()).hasSizeGreaterThan(60);
            assertThat(each.hasReport()).isTrue();
        });
        assertThat(bob.peer().refused()).isZero();
    }
}
