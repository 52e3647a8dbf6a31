// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.SequenceUnwrapper;
import io.apotheca.media.rtp.codec.Vp8Descriptor;
import io.apotheca.media.time.NtpClock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A video stream as a subscriber's decoder sees it: frames are decoded in sequence without a gap, beginning with a key
 * frame; what is missing is asked for again; when that does not help, a key frame is asked for, and only a key frame may be
 * decoded after a gap.
 */
public final class VideoReceiver {
    private static final long STUCK_NANOS = 300_000_000;
    private static final long PICTURE_LOSS_PAUSE_NANOS = 300_000_000;

    /** One frame that was decoded. */
    public record Frame(long atNanos, boolean key, int pictureId, long timestamp, long firstSequence, Stamp stamp) {}

    private record Packet(
            long timestamp, boolean marker, boolean startsFrame, boolean startsKey, int pictureId, Stamp stamp) {}

    /** One number of the stream that carries nothing. */
    private static final Packet EMPTY = new Packet(0, false, false, false, -1, new Stamp(0, -1, 0, 0, -1, 0));

    private final int ssrc;
    private final int rtxSsrc;
    private final SequenceUnwrapper sequences = new SequenceUnwrapper();
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private final ReportedTime time = new ReportedTime(Negotiated.VP8.codec().clockRate());
    private final TreeMap<Long, Packet> waiting = new TreeMap<>();
    private final Missing missing = new Missing();
    private final List<Frame> frames = new ArrayList<>();
    private long next = -1;
    private long progressNanos;
    private long pictureLossNanos = Long.MIN_VALUE / 2;
    private int skips;
    private int repaired;
    private int empty;
    private boolean lost;

    public VideoReceiver(int ssrc, int rtxSsrc) {
        this.ssrc = ssrc;
        this.rtxSsrc = rtxSsrc;
    }

    int ssrc() {
        return ssrc;
    }

    int rtxSsrc() {
        return rtxSsrc;
    }

    /** All frames decoded so far. */
    public List<Frame> frames() {
        return List.copyOf(frames);
    }

    /** How often the decoder left something out and went on with a key frame. */
    public int skips() {
        return skips;
    }

    /** Packets that came by retransmission. */
    public int repaired() {
        return repaired;
    }

    /** Packets that carried nothing. */
    public int empty() {
        return empty;
    }

    /** Sequence numbers that are missing now and still asked for. */
    public int missing() {
        return missing.size();
    }

    /** How much of this time was spent more than {@code limitNanos} after the newest frame. */
    public long frozenNanos(long fromNanos, long untilNanos, long limitNanos) {
        long frozen = 0;
        long before = fromNanos;
        for (Frame frame : frames) {
            if (frame.atNanos > fromNanos && frame.atNanos <= untilNanos) {
                frozen += Math.max(0, frame.atNanos - before - limitNanos);
                before = frame.atNanos;
            }
        }
        return frozen + Math.max(0, untilNanos - before - limitNanos);
    }

    void onSenderReport(SenderReport report) {
        time.onSenderReport(report);
    }

    public boolean hasReport() {
        return time.known();
    }

    /** When the frame was captured, by the newest sender report, on the server's clock. */
    public long captureNanos(Frame frame, NtpClock serverClock) {
        return time.nanosOf(frame.timestamp, serverClock);
    }

    void onRtp(RtpPacket rtp, long nowNanos) {
        take(sequences.unwrap(rtp.sequence()), rtp, rtp.payloadOffset(), rtp.payloadLength(), nowNanos);
    }

    void onRtx(RtpPacket rtx, long nowNanos) {
        if (rtx.payloadLength() == 0) {
            return; // padding
        }
        repaired++;
        long sequence = sequences.peek(Bytes.u16(rtx.bytes(), rtx.payloadOffset()));
        take(sequence, rtx, rtx.payloadOffset() + 2, rtx.payloadLength() - 2, nowNanos);
    }

    private void take(long sequence, RtpPacket rtp, int at, int length, long nowNanos) {
        if (length == 0) {
            empty++;
            missing.onPacket(sequence, nowNanos);
            if (sequence >= next && next >= 0) {
                waiting.put(sequence, EMPTY);
            }
        } else {
            takePayload(sequence, rtp, at, length, nowNanos);
        }
        while (decodeNext(nowNanos) || decodeKeyframe(nowNanos)) {
            progressNanos = nowNanos;
        }
    }

    private void takePayload(long sequence, RtpPacket rtp, int at, int length, long nowNanos) {
        if (!vp8.wrap(rtp.bytes(), at, length)) {
            throw new AssertionError("a packet without a VP8 descriptor");
        }
        Stamp stamp = Stamp.read(rtp.bytes(), at + VirtualCamera.stampAt(vp8.length()));
        missing.onPacket(sequence, nowNanos);
        if (sequence >= next) {
            waiting.put(
                    sequence,
                    new Packet(
                            rtp.timestamp(), rtp.marker(), vp8.startOfFrame(), vp8.keyframe(), vp8.pictureId(), stamp));
        }
    }

    private boolean decodeNext(long nowNanos) {
        while (EMPTY.equals(waiting.get(next))) {
            waiting.remove(next++);
        }
        for (long key = next; key >= 0; key = keyframeInstead(next)) {
            waiting.headMap(key).clear();
            next = key;
        }
        long last = next < 0 ? -1 : lastOfFrame(next);
        if (last < 0) {
            return false;
        }
        decode(next, last, nowNanos);
        return true;
    }

    private boolean decodeKeyframe(long nowNanos) {
        if (next >= 0 && nowNanos - progressNanos < STUCK_NANOS) {
            return false;
        }
        for (long first : List.copyOf(waiting.keySet())) {
            Packet packet = waiting.get(first);
            long last = packet != null && packet.startsKey ? lastOfFrame(first) : -1;
            if (last >= 0) {
                skips += next < 0 ? 0 : 1;
                lost = false;
                missing.forgetBefore(first);
                decode(first, last, nowNanos);
                return true;
            }
        }
        return false;
    }

    /** Where a key frame begins in place of the rest of the frame here, whose publisher was left for another; or -1. */
    private long keyframeInstead(long first) {
        Packet head = waiting.get(first);
        for (long sequence = first; ; sequence++) {
            Packet packet = waiting.get(sequence);
            if (packet == null || head == null || packet.marker) {
                return -1;
            }
            if (packet.startsKey && packet.timestamp != head.timestamp) {
                return sequence;
            }
        }
    }

    /** The last packet of the frame that begins here, or -1 while it is not complete. */
    private long lastOfFrame(long first) {
        Packet head = waiting.get(first);
        for (long sequence = first; ; sequence++) {
            Packet packet = waiting.get(sequence);
            if (packet == null || head == null || packet.timestamp != head.timestamp) {
                return -1;
            }
            if (packet.marker) {
                return sequence;
            }
        }
    }

    private void decode(long first, long last, long nowNanos) {
        Packet head = packet(first);
        for (long sequence = first; sequence <= last; sequence++) {
            Packet packet = packet(sequence);
            check(packet.stamp.index() == sequence - first, "packets of a frame are in order");
            check(packet.stamp.frame() == head.stamp.frame(), "packets are of one frame");
            check(packet.timestamp == head.timestamp, "a frame has one timestamp");
            check(packet.pictureId == head.pictureId, "a frame has one picture id");
        }
        check(head.startsFrame && head.stamp.count() == last - first + 1, "a frame is whole");
        Frame before = frames.isEmpty() ? null : frames.getLast();
        check(head.startsKey || refersToDecoded(head), "a frame follows the one it refers to");
        check(before == null || after(before, head), "frames come in the order of their picture ids");
        frames.add(new Frame(nowNanos, head.startsKey, head.pictureId, head.timestamp, first, head.stamp));
        waiting.headMap(last, true).clear();
        next = last + 1;
    }

    private Packet packet(long sequence) {
        Packet packet = waiting.get(sequence);
        if (packet == null) {
            throw new AssertionError("packet is not here");
        }
        return packet;
    }

    private boolean refersToDecoded(Packet head) {
        for (int i = frames.size() - 1; i >= 0; i--) {
            Stamp stamp = frames.get(i).stamp;
            if (stamp.publisher() != head.stamp.publisher()) {
                return false;
            }
            if (stamp.frame() <= head.stamp.refersTo()) {
                return stamp.frame() == head.stamp.refersTo();
            }
        }
        return false;
    }

    private static boolean after(Frame before, Packet head) {
        int ahead = head.pictureId - before.pictureId & 0x7FFF;
        return ahead > 0 && ahead < 1 << 14 && (int) (head.timestamp - before.timestamp) > 0;
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("does not hold: " + what);
        }
    }

    /** Writes what to ask for again now; how many. */
    int dueNacks(long nowNanos, int[] into) {
        int count = missing.due(nowNanos, into);
        lost |= missing.takeGivenUp();
        return count;
    }

    /** Whether to ask for a key frame now; if so it counts as asked. */
    boolean pictureLossDue(long nowNanos) {
        if (pictureLossDeadline() > nowNanos) {
            return false;
        }
        pictureLossNanos = nowNanos;
        return true;
    }

    private long pictureLossDeadline() {
        boolean cannotBegin = next < 0 && !waiting.isEmpty();
        return lost || cannotBegin ? pictureLossNanos + PICTURE_LOSS_PAUSE_NANOS : Long.MAX_VALUE;
    }

    long nextDeadlineNanos() {
        return Math.min(missing.nextDeadlineNanos(), pictureLossDeadline());
    }
}
