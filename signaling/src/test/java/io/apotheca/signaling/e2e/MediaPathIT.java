// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That the servers of this run move media by what was asked for, and say so. */
class MediaPathIT {
    @Test
    void theLogSaysWhichPathRuns() {
        try (var demo = DemoServer.start()) {
            assertThat(demo.log()).contains(MediaPath.ASKED_FOR.logged());
        }
    }
}
