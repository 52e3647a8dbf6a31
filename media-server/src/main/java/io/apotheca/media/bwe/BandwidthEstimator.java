// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.bwe;

import io.apotheca.media.rtcp.CongestionFeedback;
import io.apotheca.media.rtcp.TransportFeedback;
import io.apotheca.media.time.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * How much may be sent to one receiver. Told of each packet at its socket write and of the receiver's feedback, it answers
 * with a target, with when the next packet may go, and with padding it wishes to have sent.
 *
 * <p>Sizes are those on the wire, with the headers of UDP and IP. Owned by its transport's loop; only the constructor
 * allocates, and what grows with the rate at first.
 */
public final class BandwidthEstimator {
    /** The target is never below this: a call's audio. */
    public static final long LEAST_BPS = 30_000;

    /** The target is never above this. */
    public static final long MOST_BPS = 20_000_000;

    private static final long MILLI = 1_000_000;
    private static final double NANOS = 1e9;
    private static final long NEVER_BEFORE = Long.MIN_VALUE / 2;

    /** A queue that explains loss, and one that is too long to learn anything from a train of packets. */
    private static final double QUEUED = 0.030;

    private static final double NO_QUEUE = 0.010;
    private static final double PROBE_SECONDS = 0.025;
    private static final double PROBE_NOISE = 6;
    private static final double PROBE_MOST_SECONDS = 0.08;
    private static final double PROBE_SUCCESS = 0.85;

    private static final long SILENCE_NANOS = 600 * MILLI;
    private static final long SILENCE_STEP_NANOS = 300 * MILLI;
    private static final double SILENCE_CUT = 0.7;
    private static final double AFTER_SILENCE = 0.8;
    private static final long PAUSE_NANOS = 1_000 * MILLI;
    private static final long GRACE_NANOS = 600 * MILLI;
    private static final long CEILING_NANOS = 5_000 * MILLI;

    private static final double PACING = 1.2;
    private static final double PACING_DRAIN = 1.1;

    private final LossControl loss = new LossControl();
    private final Prober prober = new Prober();
    private final PathObserver path = new PathObserver(loss, prober);
    private final FeedbackReader reader = new FeedbackReader(path);
    private final Trendline trend = new Trendline();
    private final AlrDetector alr = new AlrDetector();
    private final ProbePlan plan = new ProbePlan();
    private final Pacer pacer = new Pacer();
    private final Burst burst = new Burst();
    private final RateControl control;
    private final RateControl.Sample sample = new RateControl.Sample();

    /** Only where the receiver reports by streams. */
    private @Nullable CongestionFeedbackReader streamReader;

    private boolean begun;
    private long sampledNanos = NEVER_BEFORE;
    private long silentFromNanos = Deadline.NEVER;
    private double beforeSilence;
    private long roundTripNanos = 200 * MILLI;
    private long leastRoundTripNanos = Deadline.NEVER;
    private long videoNanos = NEVER_BEFORE;
    private long graceUntilNanos = NEVER_BEFORE;
    private long ceilingUntilNanos = NEVER_BEFORE;

    public BandwidthEstimator(WarmStart start) {
        control = new RateControl(start.startBps(), LEAST_BPS, MOST_BPS);
        pace();
    }

    /**
     * Packets go by a path that none went by before; to be told before the first of them. The first path begins at what is
     * known of it. On a later one the target is not raised by that, and what was measured of the path before is forgotten, but
     * for the loss. A train then finds out what there is.
     */
    public void onPath(WarmStart known, long nowNanos) {
        double start = known.startBps();
        if (path.history.newest() >= 0) {
            start = Math.min(start, Math.max(control.target(), beforeSilence));
            path.onOtherPath(nowNanos);
            beforeSilence = 0;
            leastRoundTripNanos = Deadline.NEVER;
        }
        control.restart(start);
        begun = false;
        pace();
    }

    /** How much the sender could use if it might: trains beyond it are not sent. */
    public void demand(long bps) {
        plan.demand((double) bps);
    }

    /** How many shares of a full path this flow takes, against those of others that take one. */
    public void priority(double times) {
        control.priority(times);
    }

    /**
     * A packet was written to the socket.
     *
     * @param number the low 16 bits of its transport-wide number; numbers rise by one a packet
     */
    public void onSent(int number, int bytes, SentKind kind, long sentNanos) {
        if (!begun) {
            begun = true;
            plan.begin(control.target());
            startDueProbe(sentNanos);
        }
        long extended = path.history.add(number, bytes, prober.cluster(), sentNanos);
        prober.onSent(extended, bytes, sentNanos);
        alr.onSent(kind == SentKind.PADDING ? 0 : bytes, sentNanos);
        if (kind == SentKind.VIDEO) {
            if (sentNanos - videoNanos > PAUSE_NANOS && videoNanos != NEVER_BEFORE) {
                graceUntilNanos = sentNanos + GRACE_NANOS + roundTripNanos;
            }
            videoNanos = sentNanos;
        }
        if (silentFromNanos == Deadline.NEVER) {
            silentFromNanos = sentNanos + SILENCE_NANOS + roundTripNanos;
        }
        pace();
    }

    /**
     * A packet was written to the socket towards a receiver that sends RFC 8888 feedback: it is known by its stream and
     * sequence number, and needs no transport-wide one.
     */
    public void onSentRtp(int ssrc, int sequence, int bytes, SentKind kind, long sentNanos) {
        onSent((int) (path.history.newest() + 1), bytes, kind, sentNanos);
        if (streamReader == null) {
            streamReader = new CongestionFeedbackReader(path);
        }
        streamReader.onSent(ssrc, sequence, path.history.newest());
    }

    /** RFC 8888 feedback came. */
    public void onFeedback(CongestionFeedback feedback, long nowNanos) {
        if (streamReader != null) {
            streamReader.read(feedback, nowNanos);
            onTold(nowNanos);
        }
    }

    /** Transport-wide feedback came. */
    public void onFeedback(TransportFeedback feedback, long nowNanos) {
        reader.read(feedback, nowNanos);
        onTold(nowNanos);
    }

    private void onTold(long nowNanos) {
        if (path.told() < 0) {
            return;
        }
        endSilence(nowNanos);
        if (path.toldSentNanos() != PathObserver.NONE) {
            leastRoundTripNanos = Math.min(leastRoundTripNanos, nowNanos - path.toldSentNanos());
            roundTripNanos = leastRoundTripNanos;
        }
        alr.judge(control.target(), nowNanos);
        if (path.queue.sample(nowNanos)) {
            onSample(nowNanos);
        }
        onProbeResult(nowNanos);
        startDueProbe(nowNanos);
        pace();
    }

    private void onSample(long nowNanos) {
        double standing = path.queue.seconds();
        trend.onSample(standing, nowNanos);
        burst.onSample(path.takeLongestQueue(), plan.met(control.target()) && !loss.trying());
        sample.elapsed = sampledNanos == NEVER_BEFORE ? 0 : Math.min(0.3, (nowNanos - sampledNanos) / NANOS);
        sampledNanos = nowNanos;
        sample.queue = standing;
        sample.slope = trend.slope();
        sample.noise = path.queue.noise();
        sample.roundTrip = roundTripNanos / NANOS;
        sample.busyBps = path.busyBps();
        sample.lateBps = path.lateBps();
        sample.busy = path.busySeconds();
        sample.arrivedBps = path.arrivedBps();
        sample.applicationLimited = alr.limited();
        sample.grace = nowNanos < graceUntilNanos;
        sample.lossEvent = control.competing() && loss.event();
        if (!control.competing()) {
            loss.forgetEvents();
        }
        if (!loss.trying() || standing > QUEUED) {
            control.onSample(sample);
        }
        if (control.rebase()) {
            path.queue.rebase();
        }
        onLoss(standing, nowNanos);
    }

    private void onLoss(double standing, long nowNanos) {
        double before = control.target();
        boolean queued = standing > QUEUED || control.competing() || control.draining();
        double after = loss.judge(before, queued, roundTripNanos / NANOS, nowNanos);
        if (after != before) {
            control.set(after, Limit.LOSS);
        }
        if (loss.found()) {
            control.ceiling(after);
            ceilingUntilNanos = nowNanos + CEILING_NANOS;
        } else if (nowNanos >= ceilingUntilNanos) {
            control.ceiling(Double.MAX_VALUE);
        }
    }

    private void onProbeResult(long nowNanos) {
        boolean wasBusy = prober.busy();
        double sent = prober.rateBps();
        double arrived = prober.finish(path.told(), nowNanos);
        if (arrived != Prober.NO_RESULT) {
            boolean full = arrived < PROBE_SUCCESS * sent;
            control.onProbe(arrived, full);
            if (full) {
                plan.onFailure(path.queue.seconds() < NO_QUEUE, control.target(), nowNanos);
            } else {
                plan.onSuccess(sent);
            }
        } else if (wasBusy && !prober.busy()) {
            plan.onFailure(false, control.target(), nowNanos);
        }
    }

    private void startDueProbe(long nowNanos) {
        if (prober.busy()) {
            return;
        }
        boolean quiet = !control.draining() && !control.competing() && !loss.trying() && path.queue.seconds() < QUEUED;
        double rate = plan.due(control.target(), alr.limited(), quiet, nowNanos);
        if (rate > 0) {
            double seconds = Math.clamp(
                    Math.max(PROBE_NOISE * path.queue.noise(), plan.length() * PROBE_SECONDS),
                    PROBE_SECONDS,
                    PROBE_MOST_SECONDS);
            prober.start(rate, seconds, nowNanos);
        }
    }

    private void endSilence(long nowNanos) {
        boolean all = path.told() >= path.history.newest();
        silentFromNanos = all ? Deadline.NEVER : nowNanos + SILENCE_NANOS + roundTripNanos;
        if (beforeSilence > 0) {
            control.set(Math.max(control.target(), AFTER_SILENCE * beforeSilence), Limit.DELAY);
            beforeSilence = 0;
        }
    }

    /** Does what is due. */
    public void onDeadline(long nowNanos) {
        if (nowNanos >= silentFromNanos) {
            silentFromNanos = nowNanos + SILENCE_STEP_NANOS;
            beforeSilence = Math.max(beforeSilence, control.target());
            control.set(SILENCE_CUT * control.target(), Limit.SILENCE);
            pace();
        }
    }

    /** When {@link #onDeadline} or {@link #paddingBytes} is wanted next, or {@link Deadline#NEVER}. */
    public long nextDeadlineNanos() {
        return Math.min(silentFromNanos, prober.nextPaddingNanos());
    }

    private void pace() {
        double target = control.target();
        if (prober.sending()) {
            pacer.rates(prober.rateBps(), prober.rateBps());
        } else if (control.draining()) {
            pacer.rates(PACING_DRAIN * target, PACING_DRAIN * target);
        } else {
            pacer.rates(PACING * target, Pacer.fastest(target));
        }
        pacer.slack(prober.sending() || control.draining() ? Pacer.LEAST_SLACK_NANOS : burst.nanos());
    }

    /** Bits a second that may be sent in all, headers and padding with them. */
    public long targetBps() {
        return (long) control.target();
    }

    /** What of it media can count on for longer: while a queue is being emptied, more than the target. */
    public long carriedBps() {
        return (long) control.carried();
    }

    /** When what is not audio may go. */
    public Pacer pacer() {
        return pacer;
    }

    /** The size of a packet of padding that is wished for now if no media waits, headers with it; 0 for none. */
    public int paddingBytes(long nowNanos) {
        return prober.paddingBytes(nowNanos);
    }

    /** What holds the target where it is. */
    public Limit limit() {
        return control.limit();
    }

    /** The standing queue on the path. */
    public long queueNanos() {
        return Math.max(0, (long) (path.queue.seconds() * NANOS));
    }

    /** The share of packets that the path loses whatever is sent; a lossy receiver is helped by redundancy. */
    public double inherentLoss() {
        return loss.inherent();
    }

    /** What the receiver got lately, or a negative number if too little arrived to tell. */
    public double arrivedBps() {
        return path.arrivedBps();
    }
}
