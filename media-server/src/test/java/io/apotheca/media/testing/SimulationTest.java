// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
    /** Sends a ping at each interval and notes when anything comes in; answers pings if it has no interval. */
    private static final class Pinger implements SansIo {
        final VirtualLink out;
        final long intervalNanos;
        final List<Long> heardNanos = new ArrayList<>();
        long nextNanos;

        Pinger(VirtualLink out, long intervalNanos) {
            this.out = out;
            this.intervalNanos = intervalNanos;
            this.nextNanos = intervalNanos > 0 ? intervalNanos : Long.MAX_VALUE;
        }

        @Override
        public void onDatagram(byte[] datagram, long nowNanos) {
            heardNanos.add(nowNanos);
            if (intervalNanos == 0) {
                out.send(datagram, 0, datagram.length, nowNanos);
            }
        }

        @Override
        public void onDeadline(long nowNanos) {
            assertThat(nowNanos).isEqualTo(nextNanos);
            out.send(new byte[] {1}, nowNanos);
            nextNanos += intervalNanos;
        }

        @Override
        public long nextDeadlineNanos() {
            return nextNanos;
        }
    }

    private final VirtualLink there = new VirtualLink(8, 0.1, Simulation.millis(30), Simulation.millis(10), 0, 0);
    private final VirtualLink back = VirtualLink.perfect(Simulation.millis(5));
    private final Pinger caller = new Pinger(there, Simulation.millis(20));
    private final Pinger callee = new Pinger(back, 0);
    private final Simulation sim =
            new Simulation().add(caller).add(callee).connect(there, callee).connect(back, caller);

    @Test
    void stepsFromEventToEvent() {
        long before = sim.now();
        while (sim.now() < Simulation.seconds(30)) {
            sim.step();
            assertThat(sim.now()).isGreaterThanOrEqualTo(before);
            before = sim.now();
        }
        assertThat(there.sent()).isEqualTo(1500);
        assertThat((long) callee.heardNanos.size()).isBetween(1290L, 1410L);
        for (int i = 0; i < caller.heardNanos.size(); i++) {
            assertThat(caller.heardNanos.get(i)).isEqualTo(callee.heardNanos.get(i) + Simulation.millis(5));
        }
    }

    @Test
    void stopsWhereItIsTold() {
        sim.runUntil(Simulation.millis(19));
        assertThat(sim.now()).isEqualTo(Simulation.millis(19));
        assertThat(there.sent()).isZero();
        sim.runUntil(Simulation.millis(20));
        assertThat(there.sent()).isEqualTo(1);
    }

    @Test
    void failsWhenNothingIsLeftToHappen() {
        assertThatThrownBy(new Simulation().add(new Pinger(back, 0))::step).isInstanceOf(AssertionError.class);
    }

    @Test
    void failsWhenADeadlineDoesNotMoveOn() {
        Simulation stuck = new Simulation().add(new SansIo() {
            @Override
            public void onDatagram(byte[] datagram, long nowNanos) {}

            @Override
            public void onDeadline(long nowNanos) {}

            @Override
            public long nextDeadlineNanos() {
                return 5;
            }
        });
        assertThatThrownBy(() -> stuck.runUntil(10)).isInstanceOf(AssertionError.class);
    }
}
