// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import io.apotheca.media.forward.Encoding;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.recorder.depacketize.Depacketizer;
import io.apotheca.recorder.depacketize.EncodedFrame;
import io.apotheca.recorder.depacketize.ReorderBuffer;
import io.apotheca.recorder.timeline.SenderClock;
import io.apotheca.recorder.timeline.StreamClock;

/** One SSRC of a track at a time: its packets in order, its frames, its clock. Owned by its {@link RecordedTrack}. */
final class RecordedStream {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long DOUBT_NANOS = 500_000_000L;
    private static final long KEYFRAME_PATIENCE_NANOS = 1_000_000_000L;

    /** Takes what comes of a stream. */
    interface Sink {
        void frame(RecordedStream stream, EncodedFrame frame);

        void gap(RecordedStream stream, long packets);
    }

    private final class Ordered implements ReorderBuffer.Sink {
        @Override
        public void packet(byte[] bytes, long nanos) {
            packet.wrap(bytes, 0, bytes.length);
            depacketizer.packet(packet, nanos);
        }

        @Override
        public void gap(long packets) {
            depacketizer.gap();
            sink.gap(RecordedStream.this, packets);
        }
    }

    private final int index;
    private final Encoding encoding;
    private final SenderClock sender;
    private final Sink sink;
    private final RtpPacket packet = new RtpPacket();
    private final ReorderBuffer order = new ReorderBuffer(new Ordered());
    private final Depacketizer depacketizer;
    private StreamClock clock;
    private boolean started;
    private int ssrc;
    private long lastNanos = NEVER;
    private long askedNanos = NEVER;

    RecordedStream(int index, Encoding encoding, SenderClock sender, Sink sink) {
        this.index = index;
        this.encoding = encoding;
        this.sender = sender;
        this.sink = sink;
        this.depacketizer = Depacketizer.of(encoding, frame -> sink.frame(this, frame));
        this.clock = newClock();
    }

    int index() {
        return index;
    }

    /** Whether a packet has come since then. */
    boolean heardSince(long nanos) {
        return lastNanos != NEVER && lastNanos >= nanos;
    }

    /** Whether only a key frame helps, or probably will: what is missing for so long seldom comes. */
    boolean needsKeyframe(long nowNanos) {
        return depacketizer.awaitsKeyframe() || order.waitsSince(nowNanos - DOUBT_NANOS);
    }

    /** False if it is no packet of the track's encoding. With {@code wanted} its frames come out, else only time is told. */
    boolean packet(byte[] bytes, long nanos, boolean wanted) {
        if (!packet.wrap(bytes, 0, bytes.length)) {
            return false;
        }
        int type = packet.payloadType();
        if (type != encoding.payloadType() && type != encoding.redPayloadType()) {
            return false;
        }
        if (!started || ssrc != packet.ssrc()) {
            restart(packet.ssrc());
            packet.wrap(bytes, 0, bytes.length); // what waited was looked at by the same view
        }
        lastNanos = nanos;
        if (packet.payloadLength() > 0) {
            clock.onPacket(packet.timestamp(), nanos);
        }
        if (wanted) {
            order.add(packet.sequence(), bytes, nanos);
        } else if (order.waiting() > 0 || !depacketizer.awaitsKeyframe()) {
            forget();
        }
        return true;
    }

    void report(int reportedSsrc, long ntp, long rtpTimestamp, long nanos) {
        if (started && ssrc == reportedSsrc) {
            clock.onReport(ntp, rtpTimestamp, nanos);
        }
    }

    /** When a frame of this stream was captured. */
    long captured(EncodedFrame frame) {
        return clock.captured(frame.rtpTimestamp(), frame.nanos());
    }

    void advance(long nowNanos) {
        order.giveUp(nowNanos);
    }

    void drain() {
        order.drainAll();
    }

    /** Whether it is time to ask for a key frame; not more often than once in a while. */
    boolean mayAskForKeyframe(long nowNanos) {
        if (askedNanos != NEVER && nowNanos - askedNanos < KEYFRAME_PATIENCE_NANOS) {
            return false;
        }
        askedNanos = nowNanos;
        return true;
    }

    private void restart(int newSsrc) {
        if (started) {
            forget();
            clock = newClock();
        }
        started = true;
        ssrc = newSsrc;
    }

    private void forget() {
        order.restart();
        depacketizer.reset();
    }

    private StreamClock newClock() {
        return new StreamClock(sender, encoding.codec().clockRate());
    }
}
