// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A server's own figures at one moment, by the names of Prometheus' text format, labels included as they stand there, such
 * as {@code apotheca_media_datagrams_total{direction="out"}}. Counters are read twice and subtracted.
 */
public record ServerFigures(Map<String, Double> byName) {
    /** A server that tells nothing. */
    public static final ServerFigures NONE = new ServerFigures(Map.of());

    public ServerFigures {
        byName = Map.copyOf(byName);
    }

    /** Reads Prometheus' text format; lines that are none are left out. */
    public static ServerFigures read(String exposition) {
        Map<String, Double> figures = new HashMap<>();
        exposition.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int blank = line.lastIndexOf(' ');
            try {
                figures.put(line.substring(0, Math.max(0, blank)), Double.parseDouble(line.substring(blank + 1)));
            } catch (NumberFormatException e) {
                // No figure.
            }
        });
        return new ServerFigures(figures);
    }

    /** The sum of all figures whose name begins so, and that have this label somewhere; nothing where there is none. */
    public OptionalDouble sum(String prefix, String label) {
        double sum = 0;
        boolean found = false;
        for (Map.Entry<String, Double> each : byName.entrySet()) {
            if (each.getKey().startsWith(prefix) && each.getKey().contains(label)) {
                sum += each.getValue();
                found = true;
            }
        }
        return found ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }
}
