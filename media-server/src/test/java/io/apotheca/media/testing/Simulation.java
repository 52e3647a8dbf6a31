// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Participants and the links between them in virtual time. Each step goes to the earliest of all deadlines and arrivals,
 * arrivals first, and lets exactly that happen; so a run is the same each time.
 *
 * <pre>
 * while (sim.now() &lt; Simulation.seconds(30)) {
 *     sim.step();
 * }
 * </pre>
 */
public final class Simulation {
    /** So many steps at one instant mean that a deadline does not move on. */
    private static final int MAX_STEPS_AT_ONCE = 100_000;

    private record Delivery(VirtualLink link, SansIo to) {}

    private final List<SansIo> participants = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private long nowNanos;
    private int stepsAtOnce;

    /** A simulation that begins at the given time. */
    public Simulation(long startNanos) {
        nowNanos = startNanos;
    }

    public Simulation() {
        this(0);
    }

    public static long seconds(double seconds) {
        return (long) (seconds * 1e9);
    }

    public static long millis(double millis) {
        return (long) (millis * 1e6);
    }

    /** Somebody whose deadlines count from now on. */
    public Simulation add(SansIo participant) {
        participants.add(participant);
        return this;
    }

    /** What comes out of the link goes to this participant. */
    public Simulation connect(VirtualLink link, SansIo to) {
        deliveries.add(new Delivery(link, to));
        return this;
    }

    /** Somebody's deadlines count no more, and nothing comes to them. */
    public Simulation remove(SansIo participant) {
        participants.remove(participant);
        deliveries.removeIf(delivery -> delivery.to().equals(participant));
        return this;
    }

    /** The virtual time in nanoseconds. */
    public long now() {
        return nowNanos;
    }

    /** Lets the next thing happen. Fails if nothing will ever happen again. */
    public void step() {
        long next = nextNanos();
        if (next == Long.MAX_VALUE) {
            throw new AssertionError("nothing is left to happen at " + nowNanos + " ns");
        }
        moveTo(next);
        for (Delivery delivery : deliveries) {
            byte[] datagram = delivery.link().poll(nowNanos);
            if (datagram != null) {
                delivery.to().onDatagram(datagram, nowNanos);
                return;
            }
        }
        for (SansIo participant : participants) {
            if (participant.nextDeadlineNanos() <= nowNanos) {
                participant.onDeadline(nowNanos);
                return;
            }
        }
    }

    /** Lets everything happen that happens up to this time, and stops there. */
    public void runUntil(long untilNanos) {
        while (nextNanos() <= untilNanos) {
            step();
        }
        nowNanos = Math.max(nowNanos, untilNanos);
        stepsAtOnce = 0;
    }

    private void moveTo(long nanos) {
        stepsAtOnce = nanos > nowNanos ? 0 : stepsAtOnce + 1;
        if (stepsAtOnce > MAX_STEPS_AT_ONCE) {
            throw new AssertionError("time stands still at " + nowNanos + " ns");
        }
        nowNanos = Math.max(nowNanos, nanos);
    }

    private long nextNanos() {
        long next = Long.MAX_VALUE;
        for (Delivery delivery : deliveries) {
            next = Math.min(next, delivery.link().nextArrivalNanos());
        }
        for (SansIo participant : participants) {
            next = Math.min(next, participant.nextDeadlineNanos());
        }
        return next;
    }
}
