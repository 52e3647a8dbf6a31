// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apotheca.media.rtcp.CongestionFeedback;
import io.apotheca.media.rtcp.TransportFeedback;
import io.apotheca.media.testing.Allocated;
import io.apotheca.media.testing.Property;
import io.apotheca.media.time.Deadline;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BandwidthEstimatorTest {
    private static final long MILLI = 1_000_000;
    private static final int TICKS_A_MILLI = 4;

    /** Sends {@code bps} for a while in packets of 1000 bytes over an endless path, with feedback every 50 ms; the time after. */
    private static long send(BandwidthEstimator estimator, int first, double bps, long fromMillis, long millis) {
        int number = first;
        int[] deltas = new int[(int) (bps / 8000 / 20)];
        Arrays.fill(deltas, 50 * TICKS_A_MILLI / deltas.length);
        for (long ms = fromMillis; ms < fromMillis + millis; ms += 50) {
            for (int i = 0; i < deltas.length; i++) {
                estimator.onSent(number + i & 0xFFFF, 1000, SentKind.VIDEO, (ms + i * 50L / deltas.length) * MILLI);
            }
            int reference = (int) ((ms + 40) / 64);
            deltas[0] = (int) (ms + 40 - reference * 64L) * TICKS_A_MILLI;
            TransportFeedback feedback = new TransportFeedback(1, 2, number & 0xFFFF, reference, 0, deltas);
            estimator.onFeedback(feedback, (ms + 90) * MILLI);
            number += deltas.length;
        }
        return fromMillis + millis;
    }

    @Test
    void growsWhileNothingQueuesAndKeepsToItsBounds() {
        BandwidthEstimator estimator = new BandwidthEstimator(WarmStart.COLD);
        assertThat(estimator.targetBps()).isEqualTo(300_000);
        assertThat(estimator.nextDeadlineNanos()).isEqualTo(Deadline.NEVER);
        send(estimator, 65_000, 4e6, 0, 20_000);
        assertThat(estimator.targetBps()).isBetween(4_000_000L, BandwidthEstimator.MOST_BPS);
        assertThat(estimator.arrivedBps()).isCloseTo(4e6, within(0.2e6));
        assertThat(estimator.queueNanos()).isLessThan(10 * MILLI);
    }

    /** Sends what it may up to 4 Mb/s by an endless path of this delay; the number after the last. */
    private static int follow(BandwidthEstimator estimator, int first, int delayMillis, long fromMillis, long millis) {
        int number = first;
        for (long ms = fromMillis; ms < fromMillis + millis; ms += 50) {
            int[] deltas =
                    new int[Math.max(3, Math.ceilDiv((int) Math.min(4_000_000, estimator.targetBps()), 160_000))];
            int reference = (int) ((ms + delayMillis) / 64);
            long before = reference * 64L * TICKS_A_MILLI;
            for (int i = 0; i < deltas.length; i++) {
                long tick = (ms + delayMillis) * TICKS_A_MILLI + i * 50L * TICKS_A_MILLI / deltas.length;
                deltas[i] = (int) (tick - before);
                before = tick;
                estimator.onSent(
                        number + i & 0xFFFF, 1000, SentKind.VIDEO, ms * MILLI + i * 50L * MILLI / deltas.length);
            }
            estimator.onFeedback(
                    new TransportFeedback(1, 2, number & 0xFFFF, reference, 0, deltas),
                    (ms + 50 + delayMillis) * MILLI);
            number += deltas.length;
        }
        return number;
    }

    @Test
    void aPathThatBecomesLongerIsNoQueueForLong() {
        for (int longer : new int[] {15, 20, 30, 40}) {
            BandwidthEstimator estimator = new BandwidthEstimator(WarmStart.COLD);
            int number = follow(estimator, 0, 40, 0, 20_000);
            assertThat(estimator.targetBps()).isGreaterThan(3_800_000);
            number = follow(estimator, number, 40 + longer, 20_000, 12_000);
            follow(estimator, number, 40 + longer, 32_000, 1);
            assertThat(estimator.targetBps()).as("%d ms longer", longer).isGreaterThan(3_000_000);
        }
    }

    @Test
    void asksForPaddingToFindOutMore() {
        BandwidthEstimator estimator = new BandwidthEstimator(WarmStart.COLD);
        assertThat(estimator.paddingBytes(0)).isZero();
        estimator.onSent(0, 100, SentKind.AUDIO, 0);
        assertThat(estimator.pacer().may(0)).as("audio takes no turn").isTrue();
        long at = estimator.nextDeadlineNanos();
        assertThat(estimator.paddingBytes(at)).isPositive();
        assertThat(estimator.pacer().rateBps()).isEqualTo(900_000);
    }

    @Test
    void sendsLessAndLessIntoSilenceAndTakesItUpAgain() {
        BandwidthEstimator estimator = new BandwidthEstimator(WarmStart.COLD);
        long ms = send(estimator, 0, 2e6, 0, 5_000);
        long before = estimator.targetBps();
        estimator.onSent(1250, 1000, SentKind.VIDEO, ms * MILLI);
        for (long later = ms; later < ms + 5_000; later += 10) {
            if (later * MILLI >= estimator.nextDeadlineNanos()) {
                estimator.onDeadline(later * MILLI);
            }
        }
        assertThat(estimator.targetBps()).isLessThan(before / 20);
        assertThat(estimator.limit()).isEqualTo(Limit.SILENCE);
        send(estimator, 1251, 2e6, ms + 5_000, 50);
        assertThat(estimator.targetBps()).isCloseTo(before * 4 / 5, within(before / 10));
    }

    @Test
    void feedbackByStreamsTellsTheSame() {
        BandwidthEstimator wide = new BandwidthEstimator(WarmStart.COLD);
        send(wide, 0, 2e6, 0, 3_000);
        BandwidthEstimator streams = new BandwidthEstimator(WarmStart.COLD);
        int sequence = 65_500;
        for (long ms = 0; ms < 3_000; ms += 50) {
            int[] metrics = new int[6];
            for (int i = 0; i < 12; i++) {
                long at = ms + i * 50L / 12;
                streams.onSentRtp(7 + i % 2, sequence + i / 2 & 0xFFFF, 1000, SentKind.VIDEO, at * MILLI);
                metrics[i / 2] = 0x8000 | (int) ((90 - 40 - i * 50L / 12) * 1024 / 1000);
            }
            CongestionFeedback.Stream one = new CongestionFeedback.Stream(7, sequence & 0xFFFF, metrics);
            CongestionFeedback.Stream other = new CongestionFeedback.Stream(8, sequence & 0xFFFF, metrics);
            int time = (int) (((ms + 90) << 16) / 1000);
            streams.onFeedback(new CongestionFeedback(1, time, List.of(one, other)), (ms + 90) * MILLI);
            sequence += 6;
        }
        assertThat(streams.arrivedBps()).isCloseTo(wide.arrivedBps(), within(0.15e6));
        assertThat(streams.inherentLoss()).isZero();
        assertThat(streams.targetBps()).isGreaterThan(1_000_000);
    }

    @Test
    void neitherPacketsNorFeedbackAllocate() {
        BandwidthEstimator estimator = new BandwidthEstimator(WarmStart.COLD);
        int[] deltas = new int[10];
        Arrays.fill(deltas, 20);
        TransportFeedback[] feedback = new TransportFeedback[2000];
        for (int i = 0; i < feedback.length; i++) {
            feedback[i] = new TransportFeedback(1, 2, i * 10 & 0xFFFF, i * 50 / 64, i & 0xFF, deltas);
        }
        int[] next = {0};
        Runnable second = () -> {
            for (int i = 0; i < 1000; i++) {
                long now = next[0] * 50L * MILLI;
                for (int p = 0; p < 10; p++) {
                    estimator.onSent(next[0] * 10 + p & 0xFFFF, 1000, SentKind.VIDEO, now + p * (5 * MILLI));
                    estimator.paddingBytes(now);
                }
                estimator.onFeedback(feedback[next[0]], now + 100 * MILLI);
                estimator.onDeadline(now + 100 * MILLI);
                next[0]++;
            }
        };
        assertThat(Allocated.by(second)).isZero();
    }

    @Test
    void whateverIsReportedTheTargetKeepsToItsBounds() {
        Property.check(4, 100, random -> {
            BandwidthEstimator estimator = new BandwidthEstimator(WarmStart.COLD);
            long now = random.nextLong(1L << 50);
            int number = random.nextInt(0x10000);
            for (int i = 0; i < 300; i++) {
                now += random.nextLong(30 * MILLI);
                estimator.onSent(number++ & 0xFFFF, 40 + random.nextInt(1400), SentKind.VIDEO, now);
                if (random.nextInt(5) == 0) {
                    int[] deltas = random.ints(1 + random.nextInt(40), -300, 300)
                            .map(delta -> delta < -250 ? TransportFeedback.LOST : delta * delta)
                            .toArray();
                    int base = number - random.nextInt(60) & 0xFFFF;
                    int reference = random.nextInt(0x100_0000);
                    estimator.onFeedback(new TransportFeedback(1, 2, base, reference, 0, deltas), now);
                }
                estimator.onDeadline(now);
                assertThat(estimator.targetBps()).isBetween(BandwidthEstimator.LEAST_BPS, BandwidthEstimator.MOST_BPS);
                assertThat(estimator.pacer().rateBps()).isPositive();
                assertThat(estimator.paddingBytes(now)).isBetween(0, 1200);
            }
        });
    }
}
