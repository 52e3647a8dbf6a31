// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Somebody's microphone and camera behind a network, and the clocks that place them. Moments of capture are true ones; the
 * sender's wallclock is off and runs at another speed, and so does its sound card.
 */
final class SimulatedSender {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000_000_000;

    /** A frame's true moment of capture, when it came, and where the clock placed it. */
    record Placed(long capturedNanos, long arrivedNanos, long placedNanos) {}

    private record Event(long sentNanos, long arrivedNanos, boolean report, boolean sound, long capturedNanos) {}

    final List<Placed> sound = new ArrayList<>();
    final List<Placed> picture = new ArrayList<>();
    private final RandomGenerator random;
    private final SenderClock sender = new SenderClock();
    private final StreamClock soundClock = new StreamClock(sender, 48_000);
    private final StreamClock pictureClock = new StreamClock(sender, 90_000);
    private final double wallSpeed;
    private final double soundSpeed;
    private final long wallOffset;
    private final LongUnaryOperator delay;
    private final boolean reports;

    /** {@code delay} is that of the network at a time, beside its jitter. */
    SimulatedSender(RandomGenerator random, LongUnaryOperator delay, boolean reports) {
        this.random = random;
        this.delay = delay;
        this.reports = reports;
        this.wallSpeed = 1 + random.nextDouble(-100e-6, 100e-6);
        this.soundSpeed = 1 + random.nextDouble(-100e-6, 100e-6);
        this.wallOffset = random.nextLong(-3_600, 3_600) * SECOND;
    }

    void run(long fromNanos, long toNanos) {
        List<Event> events = new ArrayList<>();
        for (long at = fromNanos; at < toNanos; at += 20 * MILLI) {
            events.add(event(at, random.nextLong(5, 15) * MILLI + 20 * MILLI, false, true));
        }
        for (long at = fromNanos; at < toNanos; at += 33 * MILLI) {
            events.add(event(at, random.nextLong(10, 50) * MILLI, false, false));
        }
        for (long at = fromNanos + 2_500 * MILLI; reports && at < toNanos; at += 5_000 * MILLI) {
            events.add(event(at, 0, true, true));
        }
        for (long at = fromNanos + 500 * MILLI; reports && at < toNanos; at += 1_000 * MILLI) {
            events.add(event(at, 0, true, false));
        }
        events.sort(Comparator.comparingLong(Event::arrivedNanos));
        events.forEach(this::arrive);
    }

    private Event event(long capturedNanos, long preparation, boolean report, boolean isSound) {
        long sent = capturedNanos + preparation;
        long jitter = (long) (-Math.log(1 - random.nextDouble()) * 10 * MILLI);
        return new Event(
                sent, sent + delay.applyAsLong(sent) + Math.min(jitter, 100 * MILLI), report, isSound, capturedNanos);
    }

    private void arrive(Event event) {
        StreamClock clock = event.sound() ? soundClock : pictureClock;
        double speed = event.sound() ? soundSpeed * 48_000 : wallSpeed * 90_000;
        long timestamp = 0xFFFF_0000L + (long) (event.capturedNanos() * speed / SECOND) & 0xFFFF_FFFFL;
        if (event.report()) {
            clock.onReport(ntp(event.sentNanos()), timestamp, event.arrivedNanos());
            return;
        }
        clock.onPacket(timestamp, event.arrivedNanos());
        long placed = clock.captured(timestamp, event.arrivedNanos());
        (event.sound() ? sound : picture).add(new Placed(event.capturedNanos(), event.arrivedNanos(), placed));
    }

    private long ntp(long nanos) {
        long wall = (long) (nanos * wallSpeed) + wallOffset + 4_000_000_000L * SECOND;
        return ((wall / SECOND) << 32) | ((wall % SECOND << 32) / SECOND);
    }
}
