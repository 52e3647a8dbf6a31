// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Arrivals;
import io.apotheca.media.testing.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class NackRegisterTest {
    private static final long MILLI = 1_000_000;
    private static final long RTT = 50 * MILLI;

    private final NackRegister register = new NackRegister();
    private final int[] room = new int[NackRegister.WINDOW];

    /** The rules word for word, by a sorted map that is read whole each time. */
    private static final class Model {
        private static final class Entry {
            final long noticed;
            long due;
            int asked;

            Entry(long now) {
                noticed = now;
                due = now + NackRegister.REORDER_WAIT_NANOS;
            }
        }

        final TreeMap<Long, Entry> missing = new TreeMap<>();
        final Set<Long> arrived = new HashSet<>();
        long highest = -1;
        long previous = -1;
        long givenUp;

        void onPacket(long sequence, long now) {
            arrived.add(sequence);
            missing.remove(sequence);
            if (highest < 0) {
                highest = sequence;
                previous = sequence;
            } else if (sequence > highest) {
                boolean tooFar = sequence - highest > NackRegister.WINDOW;
                for (long between = highest + 1; between < sequence; between++) {
                    missing.put(between, new Entry(now));
                }
                previous = highest;
                highest = sequence;
                Map<Long, Entry> left = tooFar ? missing : missing.headMap(highest - NackRegister.WINDOW, true);
                givenUp += left.size();
                left.clear();
            }
        }

        List<Integer> due(long now, long roundTrip) {
            List<Integer> asked = new ArrayList<>();
            for (Map.Entry<Long, Entry> each : List.copyOf(missing.entrySet())) {
                Entry entry = each.getValue();
                if ((entry.asked == NackRegister.MAX_ASKS && now >= entry.due)
                        || now - entry.noticed >= NackRegister.MAX_AGE_NANOS) {
                    missing.remove(each.getKey());
                    givenUp++;
                } else if (now >= entry.due || (entry.asked == 0 && each.getKey() < previous)) {
                    asked.add((int) (each.getKey() & 0xFFFF));
                    long pause = Math.max(roundTrip, NackRegister.MIN_PAUSE_NANOS);
                    for (int i = 0; i < entry.asked; i++) {
                        pause += pause / 4;
                    }
                    entry.due = now + pause;
                    entry.asked++;
                }
            }
            return asked;
        }
    }

    private static List<Integer> ask(NackRegister register, long now, long roundTrip, int[] room) {
        int count = register.due(now, roundTrip, room);
        return Arrays.stream(room, 0, count).boxed().toList();
    }

    @Test
    void agreesWithTheRules() {
        Property.check(31, 1000, random -> {
            NackRegister tested = new NackRegister();
            Model model = new Model();
            long start = 65536L + (random.nextBoolean() ? 65536 - random.nextInt(300) : random.nextInt(65536));
            long now = 0;
            int count = 250;
            long jump = 0;
            for (int index : Arrivals.draw(random, count, random.nextDouble() / 2, 0.1, 30)) {
                jump += random.nextInt(150) == 0 ? random.nextInt(4000) : 0;
                tested.onPacket(start + index + jump, now);
                model.onPacket(start + index + jump, now);
                now = compareUntil(now + random.nextLong(20 * MILLI), now, random, tested, model);
            }
            drain(now, tested, model);
        });
    }

    /** Asks at every deadline and, unasked, at other times too: an answer between deadlines must be empty on both sides. */
    private static long compareUntil(long end, long from, RandomGenerator random, NackRegister tested, Model model) {
        long now = from;
        while (now < end) {
            compare(now, tested, model);
            long next = Math.min(tested.nextDeadlineNanos(), now + 1 + random.nextLong(10 * MILLI));
            now = Math.min(end, Math.max(now + 1, next));
        }
        return end;
    }

    private static void compare(long now, NackRegister tested, Model model) {
        List<Integer> asked = ask(tested, now, RTT, new int[NackRegister.WINDOW]);
        assertThat(asked).isEqualTo(model.due(now, RTT));
        assertThat(tested.missing()).isEqualTo(model.missing.size()).isLessThan(NackRegister.WINDOW);
        assertThat((long) tested.takeGivenUp()).isEqualTo(model.givenUp);
        model.givenUp = 0;
        for (int sequence : asked) {
            long extended = model.highest - ((model.highest - sequence) & 0xFFFF);
            assertThat(model.arrived).doesNotContain(extended);
            assertThat(model.highest - extended).isBetween(1L, (long) NackRegister.WINDOW - 1);
        }
    }

    private static void drain(long from, NackRegister tested, Model model) {
        int steps = 0;
        compare(from, tested, model);
        while (tested.nextDeadlineNanos() != Long.MAX_VALUE) {
            compare(tested.nextDeadlineNanos(), tested, model);
            assertThat(++steps).isLessThan(20_000);
        }
        assertThat(tested.missing()).isZero();
        assertThat(model.missing).isEmpty();
    }

    @Test
    void waitsForReorderingThenAsks() {
        register.onPacket(100, 0);
        register.onPacket(102, MILLI);
        assertThat(register.nextDeadlineNanos()).isEqualTo(6 * MILLI);
        assertThat(ask(register, 5 * MILLI, RTT, room)).isEmpty();
        assertThat(ask(register, 6 * MILLI, RTT, room)).containsExactly(101);
        assertThat(ask(register, 55 * MILLI, RTT, room)).isEmpty();
        assertThat(ask(register, 56 * MILLI, RTT, room)).containsExactly(101);
    }

    @Test
    void asksAtOnceBehindTwoNewerPackets() {
        register.onPacket(65535 + 65536, 0);
        register.onPacket(65537 + 65536, 0);
        assertThat(ask(register, 0, RTT, room)).isEmpty();
        register.onPacket(65538 + 65536, 0);
        assertThat(register.nextDeadlineNanos()).isZero();
        assertThat(ask(register, 0, RTT, room)).containsExactly(0);
    }

    @Test
    void neverAsksForWhatArrivedLate() {
        register.onPacket(100, 0);
        register.onPacket(102, 0);
        register.onPacket(101, MILLI);
        assertThat(register.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(ask(register, 100 * MILLI, RTT, room)).isEmpty();
        assertThat(register.takeGivenUp()).isZero();
    }

    @Test
    void aJumpOfThousandsIsGivenUpNotAskedFor() {
        register.onPacket(100, 0);
        register.onPacket(5100, 0);
        assertThat(register.missing()).isZero();
        assertThat(ask(register, 100 * MILLI, RTT, room)).isEmpty();
        assertThat(register.takeGivenUp()).isEqualTo(4999);
        register.onPacket(5102, 0);
        assertThat(ask(register, 100 * MILLI, RTT, room)).containsExactly(5101);
    }

    @Test
    void whatDoesNotFitStaysDue() {
        register.onPacket(100, 0);
        register.onPacket(110, 0);
        int[] small = new int[4];
        assertThat(ask(register, 5 * MILLI, RTT, small)).containsExactly(101, 102, 103, 104);
        assertThat(register.nextDeadlineNanos()).isEqualTo(5 * MILLI);
        assertThat(ask(register, 5 * MILLI, RTT, small)).containsExactly(105, 106, 107, 108);
        assertThat(ask(register, 5 * MILLI, RTT, small)).containsExactly(109);
    }

    @Test
    void forgetsEverythingOnReset() {
        register.onPacket(100, 0);
        register.onPacket(110, 0);
        register.reset();
        assertThat(register.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        register.onPacket(4, 0);
        register.onPacket(6, 0);
        assertThat(ask(register, 5 * MILLI, RTT, room)).containsExactly(5);
    }
}
