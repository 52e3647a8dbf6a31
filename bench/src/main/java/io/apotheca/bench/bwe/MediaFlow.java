// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.bwe.BandwidthEstimator;
import io.apotheca.media.bwe.SentKind;
import io.apotheca.media.feedback.TwccArrivals;
import io.apotheca.media.rtcp.RtcpWriter;
import io.apotheca.media.rtcp.TransportFeedback;
import java.util.ArrayDeque;

/** One sender with the media server's estimator, one receiver with its feedback, and the links between them. */
final class MediaFlow {
    private static final long AUDIO_NANOS = 20_000_000;
    private static final int AUDIO_BYTES = 100;
    static final double AUDIO_BPS = AUDIO_BYTES * 8 * 50;
    private static final int PACKET_BYTES = 1200;

    /** RTP with its extensions, SRTP's tag, UDP and IP. */
    private static final int HEADER_BYTES = 60;

    /** SRTCP's trailer, UDP and IP. */
    private static final int FEEDBACK_HEADER_BYTES = 42;

    private final FlowSpec spec;
    private final VirtualTime time;
    private final Wire forward;
    private final Wire back;
    private final BandwidthEstimator estimator;
    private final VideoSource video;
    private final FlowTrace trace;
    private final ArrayDeque<Integer> queue = new ArrayDeque<>();
    private final TwccArrivals arrivals = new TwccArrivals();
    private final RtcpWriter writer = new RtcpWriter();
    private final PacketBuffer buffer = new PacketBuffer();
    private long queuedBytes;
    private int number;
    private long sendAtNanos = Long.MAX_VALUE;
    private long feedbackAtNanos = Long.MAX_VALUE;
    private boolean running;

    MediaFlow(FlowSpec spec, VirtualTime time, Wire forward, Wire back, long seed) {
        this.spec = spec;
        this.time = time;
        this.forward = forward;
        this.back = back;
        estimator = new BandwidthEstimator(spec.start());
        estimator.demand(spec.mostBps() + (long) AUDIO_BPS);
        estimator.priority(spec.priority());
        video = new VideoSource(spec.mostBps(), seed);
        trace = new FlowTrace(spec);
        time.at(spec.startNanos(), this::audio);
        time.at(spec.startNanos(), this::frame);
    }

    FlowTrace trace() {
        return trace;
    }

    private void audio() {
        if (spec.audio() && spec.active(time.nowNanos())) {
            send(AUDIO_BYTES, SentKind.AUDIO);
        }
        if (time.nowNanos() < spec.stopNanos()) {
            time.at(time.nowNanos() + AUDIO_NANOS, this::audio);
        }
    }

    private void frame() {
        long now = time.nowNanos();
        boolean active = spec.active(now);
        if (active) {
            if (!running) {
                video.resume();
            }
            double wish = estimator.targetBps() - (spec.audio() ? AUDIO_BPS : 0);
            packetise(video.frameBytes(wish));
            work();
        }
        running = active;
        trace.target(now, estimator);
        if (now < spec.stopNanos()) {
            time.at(now + VideoSource.FRAME_NANOS, this::frame);
        }
    }

    /** The bytes asked for are those on the wire, as the target counts them. */
    private void packetise(int bytes) {
        int packets = Math.ceilDiv(bytes, PACKET_BYTES);
        for (int i = 0; i < packets; i++) {
            int size = Math.max(HEADER_BYTES + 20, bytes / packets);
            queue.add(size);
            queuedBytes += size;
        }
    }

    /** Sends what may be sent now and comes back for the rest. */
    private void work() {
        long now = time.nowNanos();
        estimator.onDeadline(now);
        estimator.pacer().waiting(queuedBytes);
        while (!queue.isEmpty() && estimator.pacer().may(now)) {
            int size = queue.remove();
            queuedBytes -= size;
            send(size, SentKind.VIDEO);
        }
        int padding = estimator.paddingBytes(now);
        while (queue.isEmpty() && padding > 0 && estimator.pacer().may(now)) {
            send(padding, SentKind.PADDING);
            padding = estimator.paddingBytes(now);
        }
        long next = queue.isEmpty() ? Long.MAX_VALUE : estimator.pacer().nextNanos();
        long deadline = estimator.nextDeadlineNanos();
        if (deadline <= now) {
            deadline = Math.max(now + 1_000_000, estimator.pacer().nextNanos());
        }
        wakeAt(Math.min(next, deadline));
    }

    private void wakeAt(long atNanos) {
        if (atNanos < sendAtNanos && atNanos != Long.MAX_VALUE) {
            sendAtNanos = atNanos;
            time.at(atNanos, () -> {
                if (time.nowNanos() >= sendAtNanos) {
                    sendAtNanos = Long.MAX_VALUE;
                    work();
                }
            });
        }
    }

    private void send(int bytes, SentKind kind) {
        long now = time.nowNanos();
        int sent = number++;
        if (kind != SentKind.AUDIO) {
            estimator.pacer().onSent(bytes, now);
        }
        estimator.onSent(sent & 0xFFFF, bytes, kind, now);
        trace.sent(now, bytes, kind);
        forward.send(bytes, spec.delayNanos(), () -> receive(sent, bytes, kind));
    }

    private void receive(int sent, int bytes, SentKind kind) {
        long now = time.nowNanos();
        trace.received(now, bytes, kind);
        arrivals.onPacket(sent & 0xFFFF, now);
        scheduleFeedback();
    }

    private void scheduleFeedback() {
        long due = arrivals.nextDeadlineNanos();
        if (due < feedbackAtNanos) {
            feedbackAtNanos = due;
            time.at(due, this::feedback);
        }
    }

    private void feedback() {
        feedbackAtNanos = Long.MAX_VALUE;
        if (arrivals.due(time.nowNanos())) {
            TransportFeedback feedback = arrivals.build(1, 2, time.nowNanos());
            if (feedback != null) {
                writer.begin(buffer).transportFeedback(feedback);
                back.send(writer.end() + FEEDBACK_HEADER_BYTES, spec.delayNanos(), () -> {
                    estimator.onFeedback(feedback, time.nowNanos());
                    work();
                });
            }
        }
        scheduleFeedback();
    }
}
