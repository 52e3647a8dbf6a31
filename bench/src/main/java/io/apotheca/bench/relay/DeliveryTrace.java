// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.relay;

import io.apotheca.bench.link.Capacity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a trace of a link's capacity, in one of two forms. A line with one number is a millisecond at which the link could
 * deliver 1500 bytes, as Mahimahi's link shell records them; such a trace repeats for an hour and then stays at its mean. A
 * line with two is {@link Capacity#trace "seconds bits-a-second"}. Blank lines and those that begin with # are left out.
 */
public final class DeliveryTrace {
    private static final int BITS = 1500 * 8;
    private static final int BIN_MILLIS = 10;
    private static final int LONGEST_MILLIS = 6 * 3_600_000;
    private static final int REPEAT_MILLIS = 3_600_000;
    private static final long MILLI = 1_000_000;
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,9}");

    private static final Pattern SEVERAL_WORDS = Pattern.compile("\\s");

    private DeliveryTrace() {}

    /**
     * Reads a trace's lines.
     *
     * @throws IllegalArgumentException if it is neither form; the message is for people
     */
    public static Capacity read(List<String> lines) {
        List<Integer> opportunities = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (opportunities.isEmpty() && SEVERAL_WORDS.matcher(line).find()) {
                return Capacity.trace(lines);
            }
            if (!MILLIS.matcher(line).matches()) {
                throw new IllegalArgumentException("line %d is not a millisecond".formatted(i + 1));
            }
            int millis = Integer.parseInt(line);
            if (!opportunities.isEmpty() && millis < opportunities.getLast()) {
                throw new IllegalArgumentException("line %d goes back in time".formatted(i + 1));
            }
            opportunities.add(millis);
        }
        return repeated(opportunities);
    }

    private static Capacity repeated(List<Integer> opportunities) {
        int period = opportunities.isEmpty() ? 0 : opportunities.getLast();
        if (period == 0) {
            throw new IllegalArgumentException("it holds no time");
        }
        if (period > LONGEST_MILLIS) {
            throw new IllegalArgumentException("it is longer than six hours");
        }
        long[] rates = rates(opportunities, period);
        List<Capacity.Step> steps = new ArrayList<>();
        long before = -1;
        for (long from = 0; from == 0 || from < REPEAT_MILLIS; from += period) {
            for (int bin = 0; bin < rates.length; bin++) {
                if (rates[bin] != before) {
                    before = rates[bin];
                    steps.add(new Capacity.Step((from + (long) bin * BIN_MILLIS) * MILLI, before));
                }
            }
        }
        long mean = rate(opportunities.size(), period);
        long endMillis = Math.ceilDiv(Math.max(REPEAT_MILLIS, period), period) * (long) period;
        steps.add(new Capacity.Step(endMillis * MILLI, mean));
        return Capacity.steps(steps);
    }

    /** Of one period, bin by bin; an opportunity's bits flow in the millisecond before it. The last bin may be shorter. */
    private static long[] rates(List<Integer> opportunities, int period) {
        long[] counts = new long[Math.ceilDiv(period, BIN_MILLIS)];
        for (int at : opportunities) {
            counts[Math.max(0, at - 1) / BIN_MILLIS]++;
        }
        for (int bin = 0; bin < counts.length; bin++) {
            counts[bin] = rate(counts[bin], Math.min(BIN_MILLIS, period - bin * BIN_MILLIS));
        }
        return counts;
    }

    private static long rate(long opportunities, int millis) {
        return opportunities * BITS * 1000 / millis;
    }
}
