// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.signaling.config.Settings;
import io.apotheca.signaling.config.SettingsException;
import io.apotheca.signaling.config.SettingsReader;
import io.grpc.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static Settings settings() throws SettingsException {
        return SettingsReader.with(
                Map.of("media.udp.first-port", 0, "media.udp.loopback", true, "media.tcp.first-port", 0));
    }

    @Test
    void goesThroughWholeConsultations() throws Exception {
        Settings settings = settings();
        try (MediaNode media = EmbeddedMedia.start(settings.media())) {
            assertThat(Rehearsal.run(settings, media.channel(), () -> true)).isTrue();
        }
    }

    @Test
    void failsQuietlyWithoutAMediaServer() throws Exception {
        try (MediaTwin media = new MediaTwin()) {
            media.refuseJoins(Status.UNAVAILABLE);
            assertThat(Rehearsal.run(settings(), media.channel(), () -> true)).isFalse();
            assertThat(media.next(JoinRequest.class).getSlotsCount()).isPositive();
        }
    }
}
