// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/**
 * The target rate: keeps a few packets of its own in the queue (so that equal flows get equal shares, whatever their round
 * trip), backs off to what arrives once the queue is long, grows ever faster while there is none, and goes by loss alone
 * where somebody else keeps the queue full. Rates are bits a second, times seconds; owned by its loop.
 */
final class RateControl {
    /** What a flow keeps in the queue, in bits. */
    private static final double QUEUED_BITS = 5_000;

    private static final double LEAST_QUEUE = 0.004;
    private static final double MOST_QUEUE = 0.035;

    /** Beside the round trip: half a feedback interval, a smoothing sample, and the encoder. */
    private static final double LOOP_DELAY = 0.15;

    private static final double NATURAL_FREQUENCY = 0.5;
    private static final double ROOM_GAIN = 1.5;
    private static final double DAMPING = 1.4;
    private static final double FASTEST_FALL = -2;
    private static final double FASTEST_RISE = 1;

    private static final double CALM_BEFORE_SPRINT = 0.25;
    private static final double CALM_BEFORE_BACK = 0.05;
    private static final double CALM_BEFORE_BEYOND = 0.9;
    private static final double SPRINT_GAIN = 0.4;
    private static final double SPRINT_MOST = 0.12;
    private static final double SPRINT_BACK = 0.2;
    private static final double BACK_BELOW = 0.92;
    private static final double PEAK_FADES = 0.02;
    private static final double PEAK_TRIMS = 1.0;

    private static final double NEAR_RISE = 0.1;
    private static final double NEAR_RISE_BPS = 80_000;
    private static final double SPARE_QUEUE = 0.004;
    private static final double TRIM_SECONDS = 0.7;
    private static final double FASTEST_TRIM = 1.2;
    private static final double TRIM_AFTER = 0.25;
    private static final double KNOWN_WEIGHT = 0.3;

    private static final double CUT_QUEUE = 0.045;
    private static final double CUT_AT_ONCE = 0.15;
    private static final double NARROWED_SLOPE = 0.15;
    private static final double OVER_SECONDS = 0.3;
    private static final double OVER_SECONDS_YOUNG = 0.1;
    private static final double CUT_FACTOR = 2.5;
    private static final double DRAIN_SECONDS = 0.8;
    private static final double YOUNG_SECONDS = 3;
    private static final double HALVED = 0.5;
    private static final double SOFT_CUT = 0.87;
    private static final double SOFT_SECONDS = 0.6;
    private static final double SOFT_HELPED = 0.7;
    private static final double LEAST_DRAIN = 0.08;
    private static final double DEEPEST_DRAIN = 0.18;
    private static final double REACT_SECONDS = 0.35;
    private static final double DEEPEST = 0.7;
    private static final double MOST_DRAINED = 0.4;
    private static final double AFTER_DRAIN = 0.95;

    private static final double SEGMENT_BITS = 12_000;
    /** So long after it was found that somebody else fills the queue, this is not tried out again. */
    private static final double SUSPICION_SECONDS = 20;

    private static final double COMPETING_START = 0.85;
    private static final double COMPETING_CUT = 0.7;
    private static final double COMPETING_HOLD = 0.8;
    private static final double STEADY_QUEUE = 0.010;
    private static final double REBASE_SECONDS = 4;

    /** A queue that stays as it is although only so much is sent of what was sent when it came is no queue. */
    private static final double UNMOVED = 0.6;

    private static final double UNMOVED_SECONDS = 2.5;
    private static final double LEAST_UNMOVED = 0.008;

    private enum Mode {
        FOLLOW,
        DRAIN,
        COMPETE
    }

    private final double least;
    private final double most;
    private final OtherTraffic others = new OtherTraffic();
    private double target;
    private double priority = 1;
    private Mode mode = Mode.FOLLOW;
    private Limit limit = Limit.NONE;
    private double lifeSeconds;
    private double calmSeconds;
    private double peak;
    private double known = Double.MAX_VALUE;
    private double ceiling = Double.MAX_VALUE;

    private double overSeconds;
    private double share;
    private double drainSeconds;
    private double drainPatience;
    private double queueAtCut;
    private double targetAtCut;
    private boolean deeper;
    private boolean deepest;
    private double cutSeconds;

    private double suspicionSeconds;
    private double sinceCompetingCut;
    private double steadySeconds;
    private double steadyLow;
    private double steadyHigh;
    private double targetAtSteady;
    private boolean rebase;

    RateControl(double startBps, double leastBps, double mostBps) {
        least = leastBps;
        most = mostBps;
        target = Math.clamp(startBps, leastBps, mostBps);
    }

    /** Another path: begins there at this rate and knows nothing of it. */
    void restart(double rateBps) {
        target = Math.clamp(rateBps, least, most);
        mode = Mode.FOLLOW;
        limit = Limit.NONE;
        lifeSeconds = 0;
        calmSeconds = 0;
        overSeconds = 0;
        suspicionSeconds = 0;
        peak = 0;
        known = Double.MAX_VALUE;
        ceiling = Double.MAX_VALUE;
    }

    /** What is known at one sample of the queue. Mutable and reused. */
    static final class Sample {
        double elapsed;
        double queue;
        double slope;
        double noise;
        double roundTrip;
        /** The rate of arrivals while the queue stood, or {@link ThroughputMeter#UNKNOWN}. */
        double busyBps;

        /** The same, but over the newest moment only. */
        double lateBps;

        /** How long the queue has stood. */
        double busy;

        double arrivedBps;
        boolean applicationLimited;
        boolean lossEvent;
        /** Whether others are expected to make room: queues are put up with for a moment. */
        boolean grace;
    }

    void onSample(Sample sample) {
        rebase = false;
        lifeSeconds += sample.elapsed;
        others.onSample(sample, target, peak);
        switch (mode) {
            case FOLLOW -> follow(sample);
            case DRAIN -> drain(sample);
            case COMPETE -> compete(sample);
        }
        target = Math.clamp(target, least, most);
        peak = Math.max(Math.min(target, sample.arrivedBps), peak * (1 - PEAK_FADES * sample.elapsed));
        if (others.burstOver()) {
            peak = Math.max(peak, others.freeBps());
            known = Math.max(known, others.arrivedBps());
        }
    }

    /** A flow of priority 2 keeps twice as much in the queue as one of 1, and so gets twice its share. */
    void priority(double times) {
        priority = times;
    }

    private double wantedQueue() {
        return queueFor(target);
    }

    private double queueFor(double rateBps) {
        return Math.min(MOST_QUEUE, LEAST_QUEUE + priority * QUEUED_BITS / rateBps);
    }

    private void follow(Sample sample) {
        double wanted = wantedQueue();
        double full = suspicionSeconds > 0 ? CUT_QUEUE : Math.max(CUT_FACTOR * wanted, CUT_QUEUE);
        overSeconds = sample.queue > full + 2 * sample.noise ? overSeconds + sample.elapsed : 0;
        suspicionSeconds = Math.max(0, suspicionSeconds - sample.elapsed);
        double patience = lifeSeconds < YOUNG_SECONDS ? OVER_SECONDS_YOUNG : OVER_SECONDS;
        boolean over = overSeconds > patience || sample.queue > CUT_AT_ONCE || narrowed(sample, full);
        if (over && !sample.grace) {
            others.onFull(target);
            if (suspicionSeconds > 0) {
                startCompeting(sample);
            } else {
                startDrain(sample);
            }
            return;
        }
        double loop = sample.roundTrip + LOOP_DELAY;
        double frequency = NATURAL_FREQUENCY / loop;
        double room = wanted + 0.7 * sample.noise - sample.queue;
        double growth =
                frequency * frequency * (room > 0 ? ROOM_GAIN * room : room) - DAMPING * frequency * sample.slope;
        if (growth < 0 && sample.grace) {
            growth = 0;
        }
        boolean calm = sample.queue < 0.5 * wanted + sample.noise && sample.slope < 0.1;
        calmSeconds = calm ? calmSeconds + sample.elapsed : 0;
        if (calm && others.onCalm(target)) {
            suspicionSeconds = SUSPICION_SECONDS;
        }
        boolean back = target < BACK_BELOW * peak;
        double before = sample.roundTrip
                + (back ? CALM_BEFORE_BACK : target < 0.9 * known ? CALM_BEFORE_SPRINT : CALM_BEFORE_BEYOND);
        if (calmSeconds > before && target < ceiling) {
            growth += back ? SPRINT_BACK / loop : Math.min(SPRINT_MOST / loop, SPRINT_GAIN * (calmSeconds - before));
        }
        if (sample.busyBps > 0) {
            known = known == Double.MAX_VALUE ? sample.busyBps : known + KNOWN_WEIGHT * (sample.busyBps - known);
        } else if (target > 1.2 * known) {
            known = Double.MAX_VALUE;
        }
        if (growth > 0 && sample.applicationLimited) {
            growth = 0;
            calmSeconds = 0;
        }
        unmoved(sample);
        limit = sample.applicationLimited ? Limit.APPLICATION : calm ? Limit.NONE : Limit.DELAY;
        if (target > 0.9 * known && calmSeconds <= before) {
            growth = Math.min(growth, Math.min(NEAR_RISE, priority * NEAR_RISE_BPS / target));
        }
        target *= Math.exp(Math.clamp(growth, FASTEST_FALL, FASTEST_RISE) * sample.elapsed);
        double beyond = sample.queue - wanted - SPARE_QUEUE - 2 * sample.noise;
        if (beyond > 0 && sample.busyBps > 0 && sample.busy > TRIM_AFTER && !sample.grace && suspicionSeconds == 0) {
            trim(sample.busyBps * (1 - beyond / TRIM_SECONDS), sample);
        }
    }

    /** The path became a little longer, too little for a cut: without this its target would shrink to nothing. */
    private void unmoved(Sample sample) {
        if (sample.queue < LEAST_UNMOVED + 2 * sample.noise || notSteady(sample)) {
            restartSteady(sample);
        } else if (steadySeconds > UNMOVED_SECONDS
                && (sample.applicationLimited || target < UNMOVED * targetAtSteady)) {
            rebase = true;
            restartSteady(sample);
        }
    }

    /** Takes no more than this; that it was too much once weighs on what is taken up again quickly. */
    private void trim(double rateBps, Sample sample) {
        if (rateBps < target) {
            double floor = sample.busy < SOFT_SECONDS ? SOFT_CUT * others.targetBefore() : 0;
            double lower = Math.max(rateBps, target * Math.exp(-FASTEST_TRIM * sample.elapsed));
            target = Math.min(target, Math.max(floor, lower));
            peak = target + (peak - target) * Math.exp(-sample.elapsed / PEAK_TRIMS);
        }
    }

    /** Whether the queue grows so fast, and so little arrives, that the path cannot but have become much narrower. */
    private boolean narrowed(Sample sample, double full) {
        return sample.queue > full + 2 * sample.noise
                && sample.slope > NARROWED_SLOPE
                && sample.lateBps > 0
                && sample.lateBps < HALVED * target;
    }

    private void startDrain(Sample sample) {
        mode = Mode.DRAIN;
        limit = Limit.DRAINING;
        calmSeconds = 0;
        share = 0;
        drainSeconds = 0;
        queueAtCut = sample.queue;
        targetAtCut = target;
        drainPatience = 0;
        deeper = false;
        deepest = false;
        cutSeconds = 0;
        drain(sample);
    }

    private void drain(Sample sample) {
        drainSeconds += sample.elapsed;
        if (sample.busyBps > 0) {
            share = sample.busyBps;
        }
        if (sample.queue < queueFor(Math.max(share, target)) + 0.005 + sample.noise) {
            endDrain();
            return;
        }
        double react = sample.roundTrip + REACT_SECONDS;
        if (!deeper && drainSeconds >= react && sample.queue > SOFT_HELPED * queueAtCut) {
            deeper = true;
            cutSeconds = drainSeconds;
        }
        if (drainSeconds - cutSeconds < react || drainPatience == 0) {
            double arrived = share > 0 ? share : Math.min(target, Math.max(sample.arrivedBps, 0.5 * target));
            double deep = Math.clamp(sample.queue / DRAIN_SECONDS, LEAST_DRAIN, DEEPEST_DRAIN);
            boolean soft = arrived > HALVED * targetAtCut && !deeper && lifeSeconds > YOUNG_SECONDS;
            double floor = soft ? SOFT_CUT * targetAtCut : 0;
            target = Math.min(target, Math.max(floor, arrived * (1 - deep)));
            queueAtCut = Math.max(queueAtCut, sample.queue);
            drainPatience = cutSeconds + react + LOOP_DELAY + 1.2 * queueAtCut / deep;
        } else if (drainSeconds > drainPatience) {
            impatient(sample);
        }
    }

    /** The queue should be gone. If it hardly moved although much less is sent, twice, it is not ours. */
    private void impatient(Sample sample) {
        boolean moved = sample.queue < 0.6 * queueAtCut;
        queueAtCut = sample.queue;
        drainPatience = drainSeconds + sample.roundTrip + LOOP_DELAY + 0.5;
        if (moved) {
            cutSeconds = drainSeconds;
        } else if (deepest) {
            suspicionSeconds = SUSPICION_SECONDS;
            startCompeting(sample);
        } else {
            deepest = true;
            target *= DEEPEST;
        }
    }

    private void endDrain() {
        mode = Mode.FOLLOW;
        limit = Limit.DELAY;
        calmSeconds = 0;
        known = share > 0 ? share : known;
        peak = share > 0 ? share + Math.max(0, peak - share) * Math.exp(-drainSeconds / PEAK_TRIMS) : peak;
        double drained = target / (1 - Math.min(MOST_DRAINED, queueAtCut / drainSeconds));
        target = Math.max(target, AFTER_DRAIN * Math.min(Math.max(share, drained), targetAtCut));
    }

    private void startCompeting(Sample sample) {
        mode = Mode.COMPETE;
        limit = Limit.COMPETING;
        target = Math.max(target, COMPETING_START * peak);
        sinceCompetingCut = 0;
        restartSteady(sample);
    }

    private void compete(Sample sample) {
        if (sample.queue < Math.max(wantedQueue(), 0.015) + 2 * sample.noise) {
            mode = Mode.FOLLOW;
            calmSeconds = 0;
            return;
        }
        double roundTrip = sample.roundTrip + sample.queue;
        sinceCompetingCut += sample.elapsed;
        if (sample.lossEvent) {
            restartSteady(sample);
            if (sinceCompetingCut > roundTrip) {
                sinceCompetingCut = 0;
                target *= COMPETING_CUT;
            }
        } else if (!sample.applicationLimited && sinceCompetingCut > COMPETING_HOLD) {
            target += SEGMENT_BITS / (roundTrip * roundTrip) * sample.elapsed;
        }
        if (notSteady(sample)) {
            restartSteady(sample);
        } else if (steadySeconds > REBASE_SECONDS) {
            rebase = true;
            mode = Mode.FOLLOW;
        }
    }

    private boolean notSteady(Sample sample) {
        steadySeconds += sample.elapsed;
        steadyLow = Math.min(steadyLow, sample.queue);
        steadyHigh = Math.max(steadyHigh, sample.queue);
        return steadyHigh - steadyLow > STEADY_QUEUE + 4 * sample.noise;
    }

    private void restartSteady(Sample sample) {
        steadySeconds = 0;
        targetAtSteady = target;
        steadyLow = sample.queue;
        steadyHigh = sample.queue;
    }

    /** Whether the last sample told that the path became longer. */
    boolean rebase() {
        return rebase;
    }

    /** A train of packets arrived at this rate; {@code full} if it was sent at a higher one. */
    void onProbe(double arrivedBps, boolean full) {
        if (mode == Mode.FOLLOW) {
            double found = full ? 0.95 * arrivedBps : arrivedBps;
            target = Math.clamp(
                    full && limit == Limit.NONE && found < target ? found : Math.max(target, found), least, most);
        }
    }

    /** Takes the rate that loss or silence asks for. */
    void set(double rateBps, Limit why) {
        target = Math.clamp(rateBps, least, most);
        limit = why;
        calmSeconds = 0;
    }

    /** Above this rate growth is slow, because loss began there; for ever until told otherwise. */
    void ceiling(double rateBps) {
        ceiling = rateBps;
    }

    boolean competing() {
        return mode == Mode.COMPETE;
    }

    boolean draining() {
        return mode == Mode.DRAIN;
    }

    double target() {
        return target;
    }

    /** What the path carries of ours as far as is known: the target, but for what it is lowered by to empty a queue. */
    double carried() {
        return mode == Mode.DRAIN && share > target ? Math.min(share, targetAtCut) : target;
    }

    Limit limit() {
        return limit;
    }
}
