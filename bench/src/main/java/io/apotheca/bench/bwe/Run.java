// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import java.util.List;

/** What was seen in one run of a scenario; {@code tcp} is what all its TCP receivers got. */
public record Run(Scenario scenario, List<FlowTrace> flows, LinkTrace forward, LinkTrace back, RateTrace tcp) {
    private static final double NANOS = 1e9;
    private static final double MILLI = 1e6;

    private static long nanos(double seconds) {
        return Math.round(seconds * NANOS);
    }

    /** Mean media rate of one flow, by number, between two times in seconds. */
    double media(int flow, double from, double until) {
        return flows.get(flow).media().bps(nanos(from), nanos(until));
    }

    /** Mean rate of all media in the scenario's direction. */
    double media(double from, double until) {
        double sum = 0;
        for (FlowTrace flow : flows) {
            sum += flow.spec().back() ? 0 : flow.media().bps(nanos(from), nanos(until));
        }
        return sum;
    }

    double capacity(double from, double until) {
        return scenario.forward().capacity().bits(nanos(from), nanos(until)) / (until - from);
    }

    double queueMillis(double from, double until, double share) {
        return forward.queueNanos(nanos(from), nanos(until), share) / MILLI;
    }

    /** Loss by overflow. */
    double overflow(double from, double until) {
        return forward.loss(nanos(from), nanos(until), false);
    }

    double loss(double from, double until) {
        return forward.loss(nanos(from), nanos(until), true);
    }

    /** Jain's index of the flows' mean rates: 1 for equal ones, down to one over their number. */
    double jain(double from, double until) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < flows.size(); i++) {
            double rate = media(i, from, until);
            sum += rate;
            squares += rate * rate;
        }
        return sum * sum / (flows.size() * squares);
    }

    /** The least and the largest of the flows' rates over their mean. */
    double[] fairness(double from, double until) {
        double least = Double.MAX_VALUE;
        double largest = 0;
        for (int i = 0; i < flows.size(); i++) {
            double rate = media(i, from, until) * flows.size() / media(from, until);
            least = Math.min(least, rate);
            largest = Math.max(largest, rate);
        }
        return new double[] {least, largest};
    }
}
