// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import io.apotheca.bench.link.Capacity;
import io.apotheca.bench.link.LinkSpec;
import io.apotheca.bench.link.Loss;
import io.apotheca.bench.link.Queue;
import java.util.ArrayList;
import java.util.List;

/** The test cases of RFC 8867 as scenarios. Paths have its delay of 50 ms, jitter of up to 30 ms and queue of 300 ms. */
final class Cases {
    static final long MILLI = 1_000_000;

    /** What a source that follows the estimate can use. */
    static final long VIDEO_BPS = 4_000_000;

    /** The RFC's own most, section 4.4. */
    static final long RFC_VIDEO_BPS = 1_500_000;

    private static final long JITTER = 30 * MILLI;
    private static final long RETURN_BPS = 10_000_000;

    private Cases() {}

    /** Pairs of a time in seconds and a multiple of the reference capacity. */
    static Capacity steps(double referenceBps, double... pairs) {
        List<Capacity.Step> steps = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            steps.add(new Capacity.Step(Math.round(pairs[i] * 1e9), Math.round(pairs[i + 1] * referenceBps)));
        }
        return Capacity.steps(steps);
    }

    static LinkSpec there(Capacity capacity) {
        return LinkSpec.of(capacity).jitter(JITTER);
    }

    static LinkSpec back() {
        return LinkSpec.of(RETURN_BPS).jitter(JITTER).seed(1000);
    }

    private static FlowSpec flow(String name) {
        return FlowSpec.of(name, VIDEO_BPS);
    }

    static Scenario variableCapacity(long videoBps, long delayMillis) {
        Capacity capacity = steps(1e6, 0, 1.0, 40, 2.5, 60, 0.6, 80, 1.0);
        return Scenario.of(
                "5.1 one flow, video to %.1f Mb/s, %d ms".formatted(videoBps / 1e6, delayMillis),
                there(capacity).delay(delayMillis * MILLI),
                back().delay(delayMillis * MILLI),
                100,
                FlowSpec.of("A", videoBps));
    }

    static Scenario ramp() {
        return Scenario.of(
                "ramp from 300 kb/s on 2.5 Mb/s", there(Capacity.constant(2_500_000)), back(), 10, flow("A"));
    }

    static Scenario twoFlows() {
        Capacity capacity = steps(2e6, 0, 2.0, 25, 1.0, 50, 1.75, 75, 0.5, 100, 1.0);
        return Scenario.of("5.2 two flows", there(capacity), back(), 125, flow("A"), flow("B"));
    }

    static Scenario congestedFeedback(boolean impaired) {
        Capacity forward = steps(1e6, 0, 2.0, 20, 1.0, 40, 0.5, 60, 2.0);
        Capacity backward = impaired ? steps(1e6, 0, 2.0, 35, 0.8, 70, 2.0) : Capacity.constant(RETURN_BPS);
        return Scenario.of(
                impaired ? "5.3 congested return path" : "5.3 with a free return path",
                there(forward),
                back().queue(new Queue.Time(300 * MILLI)).capacity(backward),
                100,
                flow("A"),
                flow("B").backwards());
    }

    static Scenario competingFlows() {
        return Scenario.of(
                "5.4 three flows, one after another",
                there(Capacity.constant(3_500_000)),
                back(),
                120,
                flow("A"),
                flow("B").from(20),
                flow("C").from(40));
    }

    static Scenario roundTripFairness() {
        return Scenario.of(
                "5.5 five flows of different round trips",
                there(Capacity.constant(4_000_000)).delay(0),
                back().delay(0),
                300,
                flow("A").delayMillis(10),
                flow("B").from(10).delayMillis(25),
                flow("C").from(20).delayMillis(50),
                flow("D").from(30).delayMillis(100),
                flow("E").from(40).delayMillis(150));
    }

    static Scenario longTcp(long queueMillis, boolean cubic) {
        return Scenario.of(
                        "5.6 against one long TCP (%s), queue %d ms".formatted(cubic ? "CUBIC" : "Reno", queueMillis),
                        there(Capacity.constant(2_000_000)).queue(new Queue.Time(queueMillis * MILLI)),
                        back(),
                        120,
                        flow("A").from(5))
                .tcp(1, 0, cubic);
    }

    static Scenario shortTcp(int people) {
        return Scenario.of(
                        people > 0 ? "5.7 against short TCPs" : "5.7 without them",
                        there(Capacity.constant(2_000_000)),
                        back(),
                        300,
                        flow("A").from(5),
                        flow("B").from(5))
                .tcp(0, people, false);
    }

    static Scenario pause() {
        return Scenario.of(
                "5.8 one of three pauses",
                there(Capacity.constant(3_500_000)),
                back(),
                120,
                flow("A"),
                flow("B").pause(40, 60),
                flow("C"));
    }

    static Scenario priority() {
        return Scenario.of(
                "6.1 one flow of twice the priority",
                there(Capacity.constant(3_500_000)),
                back(),
                120,
                flow("A").priority(2),
                flow("B").from(20),
                flow("C").from(40));
    }

    static Scenario randomLoss() {
        return Scenario.of(
                "2 Mb/s that loses 10 % at random",
                there(Capacity.constant(2_000_000)).loss(new Loss.Random(0.1)),
                back(),
                60,
                FlowSpec.of("A", VIDEO_BPS));
    }

    static Scenario narrow(long delayMillis) {
        return Scenario.of(
                "200 kb/s found from 300 kb/s, %d ms".formatted(delayMillis),
                there(Capacity.constant(200_000)).delay(delayMillis * MILLI),
                back().delay(delayMillis * MILLI),
                5,
                FlowSpec.of("A", VIDEO_BPS));
    }

    static Scenario idle() {
        return Scenario.of(
                "nothing sent for 60 s on 2 Mb/s",
                there(Capacity.constant(2_000_000)),
                back(),
                90,
                FlowSpec.of("A", VIDEO_BPS).videoOnly().pause(10, 70));
    }
}
