// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a network does to the order of packets 0, 1, 2, ...: loses, delays and repeats them. */
public final class Arrivals {
    private record Arrival(int index, int at) {}

    private Arrivals() {}

    /** The indices of {@code count} packets in the order of arrival; one may be up to {@code maxDelay} places late. */
    public static int[] draw(RandomGenerator random, int count, double loss, double repeated, int maxDelay) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            if (random.nextDouble() >= loss) {
                arrivals.add(new Arrival(index, index + delay(random, maxDelay)));
            }
            if (random.nextDouble() < repeated) {
                arrivals.add(new Arrival(index, index + delay(random, maxDelay)));
            }
        }
        arrivals.sort(Comparator.comparingInt(Arrival::at));
        return arrivals.stream().mapToInt(Arrival::index).toArray();
    }

    private static int delay(RandomGenerator random, int maxDelay) {
        return random.nextInt(4) == 0 ? random.nextInt(maxDelay + 1) : 0;
    }
}
