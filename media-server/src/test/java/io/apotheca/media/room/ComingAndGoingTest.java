// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Collected;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Network;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** People come and go for hours in rooms that stay: nothing of those who left may stay with those who are there. */
class ComingAndGoingTest {
    private static final int GUESTS = 12;

    @Test
    void nothingOfThoseWhoLeftIsKept() {
        VirtualCall call = new VirtualCall(1, Network.PERFECT).estimating();
        call.join("pharmacist").peer().microphone().silent(true);
        List<WeakReference<Object>> gone = new ArrayList<>();
        for (int guest = 0; guest < GUESTS; guest++) {
            String id = "guest" + guest;
            call.join(id, 1 + guest % 3);
            call.run(2);
            if (guest % 4 == 0) {
                keepWatch(call, id, gone);
                call.join(id); // by a new connection
                call.run(1);
            }
            keepWatch(call, id, gone);
            call.leaveForGood(id);
        }
        assertThat(Collected.remaining(gone)).isZero();
        assertThat(call.events().speakers())
                .as("shown better while they were there")
                .contains("guest3", "");
        assertThat(call.room().size()).isEqualTo(1);
    }

    private static void keepWatch(VirtualCall call, String id, List<WeakReference<Object>> gone) {
        Participant participant = Objects.requireNonNull(call.room().participant(id));
        gone.add(new WeakReference<>(participant));
        gone.add(new WeakReference<>(participant.transport()));
    }
}
