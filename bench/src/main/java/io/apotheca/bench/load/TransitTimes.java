// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long packets were in the server, by its own histogram: two readings of it, and what lies between. */
final class TransitTimes {
    private static final Pattern BUCKET =
            Pattern.compile("apotheca_media_transit_seconds_bucket\\{.*le=\"([^\"]+)\".*}");
    private static final double MILLIS = 1e3;

    private TransitTimes() {}

    /** Unknown where the server does not tell. */
    static LoadResult.Latency between(ServerFigures before, ServerFigures after) {
        TreeMap<Double, Double> counts = new TreeMap<>();
        add(after, 1, counts);
        add(before, -1, counts);
        if (counts.isEmpty() || counts.lastEntry().getValue() <= 0) {
            return LoadResult.Latency.UNKNOWN;
        }
        return new LoadResult.Latency(
                quantile(counts, 0.5),
                quantile(counts, 0.9),
                quantile(counts, 0.99),
                quantile(counts, 0.999),
                quantile(counts, 1));
    }

    private static void add(ServerFigures figures, int sign, Map<Double, Double> counts) {
        figures.byName().forEach((name, value) -> {
            Matcher bucket = BUCKET.matcher(name);
            if (bucket.matches()) {
                String bound = bucket.group(1);
                double seconds = bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
                counts.merge(seconds, sign * value, Double::sum);
            }
        });
    }

    /** Between two bounds as if all were spread evenly there. */
    private static double quantile(NavigableMap<Double, Double> counts, double share) {
        double rank = share * counts.lastEntry().getValue();
        double below = 0;
        double bound = 0;
        for (Map.Entry<Double, Double> each : counts.entrySet()) {
            if (each.getValue() >= rank && each.getValue() > below) {
                double inside = (rank - below) / (each.getValue() - below);
                double upper = Double.isInfinite(each.getKey()) ? bound : each.getKey();
                return MILLIS * (bound + inside * (upper - bound));
            }
            below = each.getValue();
            bound = each.getKey();
        }
        return Double.NaN;
    }
}
