// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

/**
 * The target rate: keeps a few packets of its own in the queue (so that equal flows get equal shares, whatever their round
 * trip), backs off to what arrives once the queue is long, grows ever faster while there is none, and goes by loss alone
 * where somebody else keeps the queue full. Rates are bits a second, times seconds; owned by its loop.
 */
final class RateControl {
    /** What a flow keeps in the queue, in bits. */
    private static final double QUEUED_BITS = 14_000;

    private static final double LEAST_QUEUE = 0.006;
    private static final double MOST_QUEUE = 0.035;

    /** Beside the round trip: half a feedback interval, a smoothing sample, and the encoder. */
    private static final double LOOP_DELAY = 0.15;

    private static final double NATURAL_FREQUENCY = 0.5;
    private static final double DAMPING = 1.4;
    private static final double FASTEST_FALL = -2;
    private static final double FASTEST_RISE = 0.3;

    private static final double CALM_BEFORE_SPRINT = 0.25;
    private static final double SPRINT_GAIN = 0.5;
    private static final double SPRINT_MOST = 0.6;

    private static final double CUT_QUEUE = 0.045;
    private static final double CUT_FACTOR = 2.5;
    private static final double DRAIN_SECONDS = 0.8;
    private static final double DEEPEST_DRAIN = 0.5;
    private static final double AFTER_DRAIN = 0.95;

    private static final double SEGMENT_BITS = 12_000;
    private static final double COMPETING_CUT = 0.8;
    private static final double STEADY_QUEUE = 0.010;
    private static final double REBASE_SECONDS = 4;

    private enum Mode {
        FOLLOW,
        DRAIN,
        COMPETE
    }

    private final double least;
    private final double most;
    private double target;
    private double priority = 1;
    private Mode mode = Mode.FOLLOW;
    private Limit limit = Limit.NONE;
    private double calmSeconds;
    private double ceiling = Double.MAX_VALUE;

    private double share;
    private double drainSeconds;
    private double drainPatience;
    private double queueAtCut;
    private double targetAtCut;

    private double sinceCompetingCut;
    private double steadySeconds;
    private double steadyLow;
    private double steadyHigh;
    private boolean rebase;

    RateControl(double startBps, double leastBps, double mostBps) {
        least = leastBps;
        most = mostBps;
        target = Math.clamp(startBps, leastBps, mostBps);
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

        double arrivedBps;
        boolean applicationLimited;
        boolean lossEvent;
        /** Whether others are expected to make room: queues are put up with for a moment. */
        boolean grace;
    }

    void onSample(Sample sample) {
        rebase = false;
        switch (mode) {
            case FOLLOW -> follow(sample);
            case DRAIN -> drain(sample);
            case COMPETE -> compete(sample);
        }
        target = Math.clamp(target, least, most);
    }

    /** A flow of priority 2 keeps twice as much in the queue as one of 1, and so gets twice its share. */
    void priority(double times) {
        priority = times;
    }

    private double wantedQueue() {
        return Math.clamp(priority * QUEUED_BITS / target, LEAST_QUEUE, MOST_QUEUE);
    }

    private void follow(Sample sample) {
        double wanted = wantedQueue();
        if (sample.queue > Math.max(CUT_FACTOR * wanted, CUT_QUEUE) + 2 * sample.noise && !sample.grace) {
            startDrain(sample);
            return;
        }
        double frequency = NATURAL_FREQUENCY / (sample.roundTrip + LOOP_DELAY);
        double growth = frequency * frequency * (wanted - sample.queue) - DAMPING * frequency * sample.slope;
        if (growth < 0 && sample.grace) {
            growth = 0;
        }
        boolean calm = sample.queue < 0.5 * wanted + sample.noise && sample.slope < 0.1;
        calmSeconds = calm ? calmSeconds + sample.elapsed : 0;
        if (calmSeconds > CALM_BEFORE_SPRINT + sample.roundTrip && target < ceiling) {
            growth += Math.min(SPRINT_MOST, SPRINT_GAIN * (calmSeconds - CALM_BEFORE_SPRINT - sample.roundTrip));
        }
        if (growth > 0 && sample.applicationLimited) {
            growth = 0;
            calmSeconds = 0;
        }
        limit = sample.applicationLimited ? Limit.APPLICATION : calm ? Limit.NONE : Limit.DELAY;
        target *= Math.exp(Math.clamp(growth, FASTEST_FALL, FASTEST_RISE + SPRINT_MOST) * sample.elapsed);
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
        drain(sample);
    }

    private void drain(Sample sample) {
        drainSeconds += sample.elapsed;
        if (sample.busyBps > 0) {
            share = sample.busyBps;
        }
        double wanted = Math.clamp(QUEUED_BITS / Math.max(share, target), LEAST_QUEUE, MOST_QUEUE);
        if (sample.queue < wanted + 0.005 + sample.noise) {
            endDrain();
            return;
        }
        queueAtCut = Math.max(queueAtCut, sample.queue);
        double arrived = share > 0 ? share : Math.min(target, Math.max(sample.arrivedBps, 0.5 * target));
        double deep = Math.clamp(sample.queue / DRAIN_SECONDS, 0.08, DEEPEST_DRAIN);
        if (target > arrived * (1 - deep)) {
            target = arrived * (1 - deep);
            drainPatience = Math.max(drainPatience, drainSeconds + sample.roundTrip + 0.3 + 1.5 * sample.queue / deep);
        }
        if (drainSeconds > Math.min(drainPatience, 2.5 + sample.roundTrip)) {
            if (sample.queue > 0.4 * queueAtCut) {
                startCompeting(sample);
            } else {
                drainPatience = drainSeconds + 1;
                queueAtCut = sample.queue;
            }
        }
    }

    private void endDrain() {
        mode = Mode.FOLLOW;
        limit = Limit.DELAY;
        target = Math.max(target, AFTER_DRAIN * Math.min(share, targetAtCut));
    }

    private void startCompeting(Sample sample) {
        mode = Mode.COMPETE;
        limit = Limit.COMPETING;
        target = Math.max(target, 0.85 * targetAtCut);
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
        } else if (!sample.applicationLimited) {
            target += SEGMENT_BITS / (roundTrip * roundTrip) * sample.elapsed;
        }
        steadySeconds += sample.elapsed;
        steadyLow = Math.min(steadyLow, sample.queue);
        steadyHigh = Math.max(steadyHigh, sample.queue);
        if (steadyHigh - steadyLow > STEADY_QUEUE + 4 * sample.noise) {
            restartSteady(sample);
        } else if (steadySeconds > REBASE_SECONDS) {
            rebase = true;
            mode = Mode.FOLLOW;
        }
    }

    private void restartSteady(Sample sample) {
        steadySeconds = 0;
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
            double found = full ? 0.92 * arrivedBps : arrivedBps;
            target = Math.clamp(full && limit == Limit.NONE && found < target ? found : Math.max(target, found), least, most);
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

    Limit limit() {
        return limit;
    }
}
