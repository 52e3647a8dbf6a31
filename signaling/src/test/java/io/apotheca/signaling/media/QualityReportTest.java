// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.control.v1.ParticipantQuality;
import io.apotheca.media.control.v1.Path;
import io.apotheca.media.control.v1.Picture;
import io.apotheca.media.control.v1.TransportState;
import io.apotheca.media.testing.Property;
import io.apotheca.signaling.wire.NetworkGrade;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection in a word. */
class QualityReportTest {
    private static @Nullable NetworkGrade grade(Path.Builder path, Picture.Builder picture) {
        return QualityReport.grade(ParticipantQuality.newBuilder()
                .setPath(path)
                .addPictures(picture)
                .build());
    }

    private static Path.Builder connected() {
        return Path.newBuilder().setState(TransportState.TRANSPORT_STATE_CONNECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "40, 0.001, 0.001, false, false, GOOD",
        "40, 0.05, 0.001, false, false, FAIR",
        "40, 0.001, 0.03, false, false, FAIR",
        "300, 0, 0, false, false, FAIR",
        "40, 0, 0, true, false, FAIR",
        "40, 0, 0, true, true, POOR",
        "40, 0.1, 0, false, false, POOR",
        "40, 0, 0.3, false, false, POOR",
        "700, 0, 0, false, false, POOR",
    })
    void theWorstFigureCounts(
            long millis, double lossUp, double lossDown, boolean limited, boolean paused, NetworkGrade expected) {
        Path.Builder path =
                connected().setRoundTripMicros(1_000 * millis).setLossUp(lossUp).setLossDown(lossDown);
        Picture.Builder picture = Picture.newBuilder().setLimited(limited).setPaused(paused);
        assertThat(grade(path, picture)).isEqualTo(expected);
        path.setState(TransportState.TRANSPORT_STATE_INTERRUPTED);
        assertThat(grade(path, picture)).isEqualTo(NetworkGrade.LOST);
        path.setState(TransportState.TRANSPORT_STATE_CONNECTING);
        assertThat(grade(path, picture)).isNull();
    }

    @Test
    void nothingMeasuredIsNothingToTell() {
        assertThat(grade(connected(), Picture.newBuilder())).isNull();
        assertThat(grade(connected().setLossUp(0), Picture.newBuilder())).isEqualTo(NetworkGrade.GOOD);
    }

    @Test
    void worseFiguresNeverGiveABetterGrade() {
        Property.check(51, 2_000, random -> {
            Path.Builder path = any(random);
            Path.Builder worse = Path.newBuilder(path.build());
            switch (random.nextInt(3)) {
                case 0 -> worse.setRoundTripMicros(path.getRoundTripMicros() + random.nextLong(1_000_000));
                case 1 -> worse.setLossUp(Math.min(1, path.getLossUp() + random.nextDouble()));
                default -> worse.setLossDown(Math.min(1, path.getLossDown() + random.nextDouble()));
            }
            boolean limited = random.nextBoolean();
            Picture.Builder picture = Picture.newBuilder().setLimited(limited);
            Picture.Builder smaller = Picture.newBuilder()
                    .setLimited(limited || random.nextBoolean())
                    .setPaused(random.nextBoolean());
            assertThat(grade(worse, smaller)).isGreaterThanOrEqualTo(grade(path, picture));
        });
    }

    private static Path.Builder any(RandomGenerator random) {
        return connected()
                .setRoundTripMicros(random.nextLong(1_000_000))
                .setLossUp(random.nextDouble() * random.nextDouble() / 2)
                .setLossDown(random.nextDouble() * random.nextDouble() / 2);
    }
}
