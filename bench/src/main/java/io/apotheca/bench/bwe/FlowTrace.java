// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import io.apotheca.media.bwe.BandwidthEstimator;
import io.apotheca.media.bwe.Limit;
import io.apotheca.media.bwe.SentKind;
import java.util.ArrayList;
import java.util.List;

/** What one flow sent and its receiver got. */
public final class FlowTrace {
    /** The estimator's state at one picture. */
    public record Point(long atNanos, long targetBps, long queueNanos, Limit limit) {}

    private final FlowSpec spec;
    private final RateTrace sent = new RateTrace();
    private final RateTrace media = new RateTrace();
    private final RateTrace padding = new RateTrace();
    private final List<Point> points = new ArrayList<>();

    FlowTrace(FlowSpec spec) {
        this.spec = spec;
    }

    void sent(long nowNanos, int bytes, SentKind kind) {
        sent.add(nowNanos, 8L * bytes);
        if (kind == SentKind.PADDING) {
            padding.add(nowNanos, 8L * bytes);
        }
    }

    void received(long nowNanos, int bytes, SentKind kind) {
        if (kind != SentKind.PADDING) {
            media.add(nowNanos, 8L * bytes);
        }
    }

    void target(long nowNanos, BandwidthEstimator estimator) {
        points.add(new Point(nowNanos, estimator.targetBps(), estimator.queueNanos(), estimator.limit()));
    }

    public FlowSpec spec() {
        return spec;
    }

    /** All that was sent, padding too. */
    public RateTrace sent() {
        return sent;
    }

    /** What arrived of audio and video. */
    public RateTrace media() {
        return media;
    }

    /** What was sent only to find out more. */
    public RateTrace padding() {
        return padding;
    }

    /** One a picture, in order. */
    public List<Point> points() {
        return points;
    }
}
