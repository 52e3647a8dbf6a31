// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.timeline;

import static io.apotheca.recorder.timeline.SimulatedSender.MILLI;
import static io.apotheca.recorder.timeline.SimulatedSender.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import io.apotheca.recorder.timeline.SimulatedSender.Placed;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual senders whose true moments of capture are known. */
class StreamClockTest {
    private static final long LIP_SYNC = 40 * MILLI;

    private static long error(Placed placed) {
        return placed.placedNanos() - placed.capturedNanos();
    }

    /** Sound against picture of the same moment, in the worst case from then on. */
    private static long worstSync(SimulatedSender sender, long fromNanos) {
        TreeMap<Long, Placed> pictures = new TreeMap<>();
        sender.picture.forEach(each -> pictures.put(each.capturedNanos(), each));
        long worst = 0;
        for (Placed sound : sender.sound) {
            if (sound.capturedNanos() >= fromNanos && pictures.floorEntry(sound.capturedNanos()) != null) {
                long off = error(sound)
                        - error(pictures.floorEntry(sound.capturedNanos()).getValue());
                worst = Math.max(worst, Math.abs(off));
            }
        }
        return worst;
    }

    /** Over ten minutes of drift and jitter, with three seconds of a full queue in between. */
    @Test
    void soundAndPictureStayTogether() {
        Property.check(1, 20, random -> {
            long way = random.nextLong(5, 150) * MILLI;
            SimulatedSender sender = new SimulatedSender(
                    random, at -> way + (at > 100 * SECOND && at < 103 * SECOND ? 400 * MILLI : 0), true);
            sender.run(10 * SECOND, 610 * SECOND);
            assertThat(worstSync(sender, 0)).isLessThan(2 * LIP_SYNC);
            assertThat(worstSync(sender, 15 * SECOND)).isLessThan(LIP_SYNC);
            assertThat(sender.sound)
                    .allSatisfy(each -> assertThat(error(each)).isBetween(way - 25 * MILLI, way + 80 * MILLI));
        });
    }

    @Test
    void soundAndPictureAreNotFarApartWithoutReports() {
        Property.check(1, 20, random -> {
            SimulatedSender sender = new SimulatedSender(random, at -> 50 * MILLI, false);
            sender.run(10 * SECOND, 70 * SECOND);
            assertThat(worstSync(sender, 0)).isLessThan(2 * LIP_SYNC);
        });
    }

    /** Only a first frame that was slow may be followed by one that shows it. */
    @Test
    void nothingJumpsAndNothingIsLaterThanItCame() {
        Property.check(1, 20, random -> {
            SimulatedSender sender = new SimulatedSender(random, at -> 30 * MILLI, true);
            sender.run(10 * SECOND, 130 * SECOND);
            for (List<Placed> track : List.of(sender.sound, sender.picture)) {
                TreeMap<Long, Placed> inOrder = new TreeMap<>();
                track.forEach(each -> inOrder.put(each.capturedNanos(), each));
                Placed before = inOrder.firstEntry().getValue();
                for (Placed each : inOrder.values()) {
                    assertThat(each.placedNanos()).isLessThanOrEqualTo(each.arrivedNanos());
                    long most = each.capturedNanos() < 12 * SECOND ? 100 * MILLI : 10 * MILLI;
                    assertThat(Math.abs(error(each) - error(before))).isLessThan(most);
                    before = each;
                }
            }
        });
    }

    /** People who speak after each other are heard after each other, give or take what their ways differ. */
    @Test
    void peopleKeepTheirOrder() {
        Property.check(1, 10, random -> {
            SimulatedSender near = new SimulatedSender(random, at -> 10 * MILLI, true);
            SimulatedSender far = new SimulatedSender(random, at -> 60 * MILLI, true);
            near.run(10 * SECOND, 70 * SECOND);
            far.run(10 * SECOND, 70 * SECOND);
            for (int i = 1000; i < near.sound.size(); i++) {
                assertThat(error(far.sound.get(i)) - error(near.sound.get(i))).isBetween(0L, 100 * MILLI);
            }
        });
    }

    @Test
    void aSenderThatBeginsAnewIsPlacedAnew() {
        StreamClock clock = new StreamClock(new SenderClock(), 90_000);
        for (int i = 0; i < 10; i++) {
            clock.onPacket(i * 3000L, SECOND + i * SECOND / 30);
        }
        assertThat(clock.captured(9 * 3000L, SECOND + 9 * SECOND / 30)).isEqualTo(SECOND + 9 * SECOND / 30);
        for (int i = 0; i < 3; i++) {
            clock.onPacket(0x9000_0000L + i * 3000L, 2 * SECOND + i * SECOND / 30);
        }
        long now = 2 * SECOND + 2 * SECOND / 30;
        assertThat(clock.captured(0x9000_0000L + 6000, now)).isBetween(now - MILLI, now);
    }

    /** A wallclock that is set in mid-session costs nobody their place, also not the track that is reported on seldom. */
    @ParameterizedTest
    @ValueSource(doubles = {-3600, -1.5, 1.5, 3600})
    void aWallclockMayBeSet(double step) {
        SenderClock sender = new SenderClock();
        StreamClock often = new StreamClock(sender, 90_000);
        StreamClock seldom = new StreamClock(sender, 90_000);
        SplittableRandom random = new SplittableRandom(4);
        long worst = 0;
        for (int i = 0; i < 3000; i++) {
            long at = i * SECOND / 30;
            long wall = (long) ((100_000 + i / 30.0 + (i > 1000 ? step : 0)) * (1L << 32));
            for (StreamClock clock : List.of(often, seldom)) {
                clock.onPacket(i * 3000L, at);
                if (i % (clock == often ? 30 : 600) == 10) {
                    clock.onReport(wall, i * 3000L, at + random.nextLong(5) * MILLI);
                }
                worst = Math.max(worst, Math.abs(clock.captured(i * 3000L, at) - at));
            }
        }
        assertThat(worst).isLessThan(10 * MILLI);
    }

    /** A sender that was held up while it made one of its reports takes nobody's lips from their words. */
    @Test
    void aReportThatIsOffMovesNothing() {
        StreamClock clock = new StreamClock(new SenderClock(), 48_000);
        long worst = 0;
        for (int i = 0; i < 3_000; i++) {
            long at = SECOND + i * 20L * MILLI;
            clock.onPacket(i * 960L, at);
            if (i % 250 == 10) {
                long heldUp = i == 1_510 ? 80 * 48 : 0;
                long ntp = (long) (at / 1e9 * (1L << 32));
                clock.onReport(ntp, i * 960L - heldUp, at);
            }
            worst = Math.max(worst, Math.abs(clock.captured(i * 960L, at + 100 * MILLI) - at));
        }
        assertThat(worst).isLessThan(MILLI);
    }

    /** Whatever a sender tells, frames stay near to where they came. */
    @Test
    void nonsenseDoesNotMoveFramesFar() {
        Property.check(1, 200, random -> {
            StreamClock clock = new StreamClock(new SenderClock(), random.nextBoolean() ? 48_000 : 90_000);
            long now = 0;
            for (int i = 0; i < 200; i++) {
                now += random.nextLong(3 * SECOND);
                long timestamp = random.nextLong(1L << 32);
                clock.onPacket(timestamp, now);
                clock.onReport(random.nextLong(), random.nextLong(1L << 32), now);
                assertThat(clock.captured(timestamp, now)).isBetween(now - 10 * SECOND, now);
            }
        });
    }
}
