// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.feedback.NackRegister;
import io.apotheca.media.feedback.ReceptionStats;
import io.apotheca.media.rtcp.ReportBlock;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.SequenceUnwrapper;
import io.apotheca.media.rtp.codec.Vp8Descriptor;
import io.apotheca.media.time.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * One stream that comes: which of its packets came, how late, which are missing, and whether a picture could begin. What it
 * keeps is made at its first packet, because most slots of a room stay empty. Owned by its loop.
 */
final class IncomingStream {
    /** How far back a packet is told from its repetition. A power of two. */
    private static final int WINDOW = 1024;

    private static final int WORDS = WINDOW / 64;
    private static final long KEYFRAME_PAUSE_NANOS = 300_000_000;
    private static final long ROUND_TRIP_NANOS = 20_000_000;

    private final ReceivedStream stream;
    private final Tally tally;
    private @Nullable State state;

    /** What there is once a packet has come. */
    private static final class State {
        final SequenceUnwrapper sequences = new SequenceUnwrapper();
        final ReceptionStats reception;
        final @Nullable NackRegister nacks;
        final @Nullable Vp8Descriptor vp8;
        final long[] seen = new long[WORDS];
        long highest = -1;
        boolean keyframeMissing;
        long keyframeAskedNanos = Long.MIN_VALUE / 2;

        State(ReceivedStream stream) {
            boolean repairs = stream.rtxSsrc() != 0;
            reception = new ReceptionStats(stream.kind().clockRate());
            nacks = repairs ? new NackRegister() : null;
            vp8 = stream.kind() == MediaKind.VIDEO ? new Vp8Descriptor() : null;
            keyframeMissing = vp8 != null;
        }
    }

    IncomingStream(ReceivedStream stream, Tally tally) {
        this.stream = stream;
        this.tally = tally;
    }

    ReceivedStream stream() {
        return stream;
    }

    /** Whether anything has come. */
    boolean begun() {
        return state != null;
    }

    void onRtp(RtpPacket rtp, long nowNanos) {
        State now = state;
        if (now == null) {
            now = new State(stream);
            state = now;
        }
        long sequence = now.sequences.unwrap(rtp.sequence());
        now.reception.onPacket(sequence, rtp.timestamp(), nowNanos);
        if (rtp.payloadLength() > 0) {
            tally.mediaReceived++;
            tally.mediaBytesReceived += rtp.payloadLength();
        }
        take(now, sequence, rtp.bytes(), rtp.payloadOffset(), rtp.payloadLength(), nowNanos);
    }

    void onRtx(RtpPacket rtx, long nowNanos) {
        State now = state;
        if (now == null || rtx.payloadLength() < 2) {
            tally.probes++;
            return;
        }
        long sequence = now.sequences.peek(Bytes.u16(rtx.bytes(), rtx.payloadOffset()));
        if (take(now, sequence, rtx.bytes(), rtx.payloadOffset() + 2, rtx.payloadLength() - 2, nowNanos)) {
            tally.repaired++;
        } else {
            tally.probes++;
        }
    }

    /** True where the packet had not come before. */
    private boolean take(State now, long sequence, byte[] bytes, int payloadAt, int payloadLength, long nowNanos) {
        if (!isNew(now, sequence)) {
            return false;
        }
        if (now.nacks != null) {
            now.nacks.onPacket(sequence, nowNanos);
        }
        long sent = PacketStamp.read(bytes, payloadAt, payloadLength);
        if (sent != Long.MIN_VALUE) {
            tally.latency.record(nowNanos - sent);
            if (stream.kind() == MediaKind.AUDIO) {
                tally.soundLatency.record(nowNanos - sent);
            }
        }
        if (now.keyframeMissing && now.vp8 != null && now.vp8.wrap(bytes, payloadAt, payloadLength)) {
            now.keyframeMissing = !now.vp8.keyframe();
        }
        return true;
    }

    /** Numbers between the highest and a higher one count as lost until they come. */
    private boolean isNew(State now, long sequence) {
        if (now.highest < 0) {
            now.highest = sequence;
        } else if (sequence > now.highest) {
            tally.lost += sequence - now.highest - 1;
            for (long skipped = Math.max(now.highest + 1, sequence - WINDOW + 1); skipped <= sequence; skipped++) {
                now.seen[word(skipped)] &= ~bit(skipped);
            }
            now.highest = sequence;
        } else if (now.highest - sequence >= WINDOW || (now.seen[word(sequence)] & bit(sequence)) != 0) {
            return false;
        } else {
            tally.lost--;
        }
        now.seen[word(sequence)] |= bit(sequence);
        return true;
    }

    private static int word(long sequence) {
        return (int) (sequence / 64) & WORDS - 1;
    }

    private static long bit(long sequence) {
        return 1L << sequence;
    }

    void onSenderReport(long ntp, long nowNanos) {
        if (state != null) {
            state.reception.onSenderReport(ntp, nowNanos);
        }
    }

    /** The report since the last; for a stream that has begun. */
    @Nullable
    ReportBlock report(long nowNanos) {
        return state == null ? null : state.reception.report(stream.ssrc(), nowNanos);
    }

    /** Writes what to ask for again now; how many. */
    int dueNacks(long nowNanos, int[] into) {
        if (state == null || state.nacks == null) {
            return 0;
        }
        int count = state.nacks.due(nowNanos, ROUND_TRIP_NANOS, into);
        state.keyframeMissing |= state.nacks.takeGivenUp() > 0;
        return count;
    }

    /** Whether to ask for a key frame now; if so it counts as asked. */
    boolean keyframeDue(long nowNanos) {
        if (state == null || !state.keyframeMissing || nowNanos < state.keyframeAskedNanos + KEYFRAME_PAUSE_NANOS) {
            return false;
        }
        state.keyframeAskedNanos = nowNanos;
        return true;
    }

    long nextDeadlineNanos() {
        State now = state;
        if (now == null) {
            return Deadline.NEVER;
        }
        long keyframe = now.keyframeMissing ? now.keyframeAskedNanos + KEYFRAME_PAUSE_NANOS : Deadline.NEVER;
        return now.nacks == null ? keyframe : Math.min(keyframe, now.nacks.nextDeadlineNanos());
    }
}
