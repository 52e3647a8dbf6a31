// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.link;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a link carries over time, in bits a second: constant between steps. Time is counted from the link's start. Immutable. */
public final class Capacity {
    /** From {@code atNanos} on, {@code rateBps}. */
    public record Step(long atNanos, long rateBps) {
        public Step {
            if (atNanos < 0 || rateBps < 0) {
                throw new IllegalArgumentException("a step's time and rate are not negative");
            }
        }
    }

    private static final double NANOS = 1e9;
    private static final Pattern TRACE_LINE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)\\s+([0-9]{1,15})");

    private final long[] from;
    private final long[] rates;

    private Capacity(List<Step> steps) {
        if (steps.isEmpty()
                || steps.getFirst().atNanos() != 0
                || steps.getLast().rateBps() == 0) {
            throw new IllegalArgumentException("steps begin at 0 and the last one carries something");
        }
        from = steps.stream().mapToLong(Step::atNanos).toArray();
        rates = steps.stream().mapToLong(Step::rateBps).toArray();
        for (int i = 1; i < from.length; i++) {
            if (from[i] <= from[i - 1]) {
                throw new IllegalArgumentException("steps are in order of time");
            }
        }
    }

    public static Capacity constant(long rateBps) {
        return new Capacity(List.of(new Step(0, rateBps)));
    }

    public static Capacity steps(List<Step> steps) {
        return new Capacity(steps);
    }

    /**
     * Reads a trace: lines of "seconds bits-a-second", blank ones and those that begin with # left out.
     *
     * @throws IllegalArgumentException if a line is neither, or the steps are out of order
     */
    public static Capacity trace(List<String> lines) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher words = TRACE_LINE.matcher(line);
            if (!words.matches()) {
                throw new IllegalArgumentException("line %d is not \"seconds rate\"".formatted(i + 1));
            }
            long atNanos = new BigDecimal(words.group(1)).movePointRight(9).longValue();
            steps.add(new Step(atNanos, Long.parseLong(words.group(2))));
        }
        return new Capacity(steps);
    }

    /** What the link carries at this time. */
    public long rateBps(long atNanos) {
        return rates[index(atNanos)];
    }

    /** When a transmission of {@code bits} that starts at {@code startNanos} ends. */
    public long endNanos(long startNanos, double bits) {
        double left = bits;
        long at = startNanos;
        for (int i = index(startNanos); ; i++) {
            boolean last = i + 1 == from.length;
            double fits = last ? Double.MAX_VALUE : rates[i] * ((from[i + 1] - at) / NANOS);
            if (left <= fits && rates[i] > 0) {
                return at + Math.round(left * NANOS / rates[i]);
            }
            left -= fits;
            at = from[i + 1];
        }
    }

    /** How many bits the link carries between two times. */
    public double bits(long startNanos, long endNanos) {
        double bits = 0;
        long at = startNanos;
        for (int i = index(startNanos); at < endNanos; i++) {
            long until = i + 1 == from.length ? endNanos : Math.min(endNanos, from[i + 1]);
            bits += rates[i] * ((until - at) / NANOS);
            at = until;
        }
        return bits;
    }

    private int index(long atNanos) {
        int found = Arrays.binarySearch(from, Math.max(0, atNanos));
        return found >= 0 ? found : -found - 2;
    }
}
