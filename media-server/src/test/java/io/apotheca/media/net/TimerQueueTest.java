// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.testing.Collected;
import io.apotheca.media.testing.Property;
import io.apotheca.media.transport.PeerTransport;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private final DropCounters drops = new DropCounters();
    private final PeerTransport transport = Transports.peer(1, new SendQueue(drops, new Traffic(), () -> 0), drops)
            .transport();

    @Test
    void isEmptyAtFirst() {
        assertThat(new TimerQueue().nextNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void keepsNothingThatWasTakenOut() {
        TimerQueue queue = new TimerQueue();
        List<WeakReference<Home>> gone = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Home home = new Home(transport);
            gone.add(new WeakReference<>(home));
            queue.schedule(home, i * 7 % 40);
        }
        while (queue.nextNanos() != Long.MAX_VALUE) {
            queue.remove(queue.first());
        }
        assertThat(Collected.remaining(gone)).isZero();
    }

    @Test
    void doesWhatASearchThroughAllWouldDo() {
        Property.check(1, 300, random -> {
            TimerQueue queue = new TimerQueue();
            Map<Home, Long> model = new HashMap<>();
            Home[] homes = new Home[random.nextInt(1, 60)];
            for (int i = 0; i < homes.length; i++) {
                homes[i] = new Home(transport);
            }
            for (int step = 0; step < 400; step++) {
                Home home = homes[random.nextInt(homes.length)];
                switch (random.nextInt(8)) {
                    case 0 -> {
                        queue.remove(home);
                        model.remove(home);
                    }
                    case 1 -> {
                        queue.schedule(home, Long.MAX_VALUE);
                        model.remove(home);
                    }
                    case 2 -> {
                        if (!model.isEmpty()) {
                            assertThat(model.remove(queue.first())).isEqualTo(queue.nextNanos());
                            queue.remove(queue.first());
                        }
                    }
                    default -> {
                        long deadline = random.nextLong(-50, 50);
                        queue.schedule(home, deadline);
                        model.put(home, deadline);
                    }
                }
                long earliest =
                        model.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
                assertThat(queue.nextNanos()).isEqualTo(earliest);
                if (!model.isEmpty()) {
                    assertThat(model.get(queue.first())).isEqualTo(earliest);
                }
            }
        });
    }
}
