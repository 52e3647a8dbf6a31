// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import org.junit.jupiter.api.Test;

/** The same where everybody reports, and is reported to, by stream (RFC 8888). */
class StreamReportsBandwidthTest extends BandwidthTest {
    @Override
    VirtualCall negotiate(VirtualCall call) {
        return call.reportingByStream();
    }

    @Test
    void thePublisherIsToldOfItsStreams() {
        Member viewer = call.join("viewer");
        viewer.up().loss(0.1);
        call.run(20);
        assertThat(viewer.peer().transportWideReported()).isZero();
        assertThat(viewer.peer().streamsReported()).as("streams").isGreaterThanOrEqualTo(2);
        int sent = viewer.peer().transportWideSent();
        assertThat(viewer.peer().arrivalsReported()).isBetween((int) (0.86 * sent), (int) (0.94 * sent));
    }
}
