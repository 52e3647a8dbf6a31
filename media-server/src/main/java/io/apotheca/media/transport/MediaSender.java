// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.bwe.BandwidthEstimator;
import io.apotheca.media.bwe.SentKind;
import io.apotheca.media.bwe.WarmStart;
import io.apotheca.media.forward.AudioProtection;
import io.apotheca.media.forward.BitrateAllocator;
import io.apotheca.media.forward.OutboundTrack;
import io.apotheca.media.rtcp.CongestionFeedback;
import io.apotheca.media.rtcp.TransportFeedback;
import io.apotheca.media.time.Deadline;
import java.util.Arrays;
import java.util.List;

/**
 * What leaves for one receiver, in its turn: gives each packet its transport-wide number, lets audio pass and video wait
 * while the path is busy, and tells the {@link BandwidthEstimator} of each packet when the socket took it. A receiver that
 * reports by stream (RFC 8888) needs no number; one that reports nothing is sent everything at once. Owned by its MediaLoop.
 */
final class MediaSender implements Outbox.Departures {
    /** Sends plain RTP: protects it and puts it into the outbox. */
    interface Transmitter {
        /** Of a claimed buffer; the bytes on the wire, or 0 when nothing went. */
        int transmit(PacketBuffer claimed);

        /** Of a buffer that was kept. */
        int transmitKept(PacketBuffer kept);

        /** Sends something of about a packet's size that nobody needs; false when there is no stream for it. */
        boolean fill(long nowNanos);

        /** {@link MediaSender#onDeadline} is wanted earlier than was told. */
        void onDeadlineMoved();
    }

    /** What a turn sends to one receiver, mostly. */
    private static final int FEW = 16;

    private static final int MOST_WAITING = 512;
    private static final int MASK = MOST_WAITING - 1;

    /** No picture is worth more waiting; a large one at a low rate takes half as long. */
    private static final long LONGEST_WAIT_NANOS = 4_000_000_000L;

    private static final int FILLERS_A_TURN = 32;
    private static final long FILL_PAUSE_NANOS = 1_000_000;

    /** Of IPv4 and UDP; what IPv6 has more is lost in the noise. */
    private static final int HEADERS = 28;

    private static final int SEQUENCE_AT = 2;
    private static final int SSRC_AT = 8;

    private static final long SHARE_NANOS = 200_000_000;
    private static final double FALL = 0.9;

    /** An estimate younger than this is mostly where it began; one not renewed for so long is stale. */
    private static final long SETTLED_NANOS = 3_000_000_000L;

    private static final long STALE_NANOS = 2_000_000_000L;

    private final BandwidthEstimator estimator = new BandwidthEstimator(WarmStart.COLD);
    private final BitrateAllocator allocator = new BitrateAllocator();
    private final AudioProtection protection = new AudioProtection();
    private final Outbox outbox;
    private final DropCounters drops;
    private final Transmitter transmitter;
    private final boolean byStream;

    private final PacketBuffer[] waiting = new PacketBuffer[MOST_WAITING];
    private final SentKind[] waitingKind = new SentKind[MOST_WAITING];
    private final byte[] waitingNumberAt = new byte[MOST_WAITING];
    private final long[] waitingSinceNanos = new long[MOST_WAITING];
    private int first;
    private int waitingCount;
    private long waitingBytes;

    /** Sent in this turn and not yet written: number, or stream and number in it, size and kind of each. */
    private long[] departingName = new long[FEW];

    private int[] departingBytes = new int[FEW];
    private SentKind[] departingKind = new SentKind[FEW];

    private int departingCount;
    private int number;
    private long toldNanos = Deadline.NEVER;
    private long fillAgainNanos = Long.MIN_VALUE;
    private long nextShareNanos = Long.MIN_VALUE;
    private long sharedBps;
    private long reportedSinceNanos = Deadline.NEVER;
    private long reportedNanos;

    /** {@code byStream} is whether the receiver reports on packets by their stream, all of them. */
    MediaSender(Outbox outbox, DropCounters drops, boolean byStream, Transmitter transmitter) {
        this.outbox = outbox;
        this.drops = drops;
        this.byStream = byStream;
        this.transmitter = transmitter;
    }

    BandwidthEstimator estimator() {
        return estimator;
    }

    /** Whether the receiver reports arrivals, so that its path is estimated. */
    boolean estimates() {
        return sharedBps > 0;
    }

    /** Sends now or lets wait; {@code numberAt} is where the number goes, or 0 where none was negotiated. */
    void send(PacketBuffer slot, SentKind kind, int numberAt, long nowNanos) {
        if (numberAt == 0 && !byStream) {
            var _ = transmitter.transmit(slot);
        } else if (kind == SentKind.AUDIO
                || kind == SentKind.PADDING
                || (waitingCount == 0 && estimator.pacer().may(nowNanos))) {
            long name = name(slot, numberAt);
            depart(name, transmitter.transmit(slot), kind, nowNanos);
        } else {
            enqueue(slot, kind, numberAt, nowNanos);
        }
    }

    private void enqueue(PacketBuffer slot, SentKind kind, int numberAt, long nowNanos) {
        if (waitingCount == MOST_WAITING) {
            drops.count(DropReason.PACER_FULL);
            return;
        }
        outbox.keep(slot);
        int last = first + waitingCount & MASK;
        waiting[last] = slot;
        waitingKind[last] = kind;
        waitingNumberAt[last] = (byte) numberAt;
        waitingSinceNanos[last] = nowNanos;
        waitingCount++;
        waitingBytes += slot.length;
        estimator.pacer().waiting(waitingBytes);
        if (waitingCount == 1) {
            transmitter.onDeadlineMoved();
        }
    }

    /** What the receiver will call this packet: the number it gets here, or its stream and its number there. */
    private long name(PacketBuffer slot, int numberAt) {
        if (byStream) {
            return Bytes.u32(slot.bytes, slot.offset + SSRC_AT) << 16
                    | Bytes.u16(slot.bytes, slot.offset + SEQUENCE_AT);
        }
        Bytes.put16(slot.bytes, slot.offset + numberAt, number);
        return number;
    }

    private void depart(long name, int bytes, SentKind kind, long nowNanos) {
        if (bytes == 0) {
            return;
        }
        int size = bytes + HEADERS;
        if (kind != SentKind.AUDIO) {
            estimator.pacer().onSent(size, nowNanos);
        }
        if (departingCount == departingName.length) {
            departingName = Arrays.copyOf(departingName, 2 * departingCount);
            departingBytes = Arrays.copyOf(departingBytes, 2 * departingCount);
            departingKind = Arrays.copyOf(departingKind, 2 * departingCount);
        }
        departingKind[departingCount] = kind;
        departingName[departingCount] = name;
        departingBytes[departingCount++] = size;
        number = number + 1 & 0xFFFF;
        if (departingCount == 1) {
            outbox.tellWhenWritten(this);
        }
    }

    @Override
    public void onWritten(long nowNanos) {
        for (int i = 0; i < departingCount; i++) {
            long name = departingName[i];
            if (byStream) {
                estimator.onSentRtp(
                        (int) (name >>> 16), (int) name & 0xFFFF, departingBytes[i], departingKind[i], nowNanos);
            } else {
                estimator.onSent((int) name, departingBytes[i], departingKind[i], nowNanos);
            }
        }
        departingCount = 0;
        if (estimator.nextDeadlineNanos() < toldNanos) {
            transmitter.onDeadlineMoved();
        }
    }

    /** Packets are about to go to an address that none went to before, of whose path this is known. */
    void onPath(WarmStart known, long nowNanos) {
        estimator.onPath(known, nowNanos);
        reportedSinceNanos = Deadline.NEVER;
    }

    void onFeedback(TransportFeedback feedback, long nowNanos) {
        if (!byStream) {
            estimator.onFeedback(feedback, nowNanos);
            onReported(nowNanos);
        }
    }

    void onFeedback(CongestionFeedback feedback, long nowNanos) {
        if (byStream) {
            estimator.onFeedback(feedback, nowNanos);
            onReported(nowNanos);
        }
    }

    private void onReported(long nowNanos) {
        reportedNanos = nowNanos;
        if (reportedSinceNanos == Deadline.NEVER) {
            reportedSinceNanos = nowNanos;
        }
        protection.onLoss(estimator.inherentLoss(), congested(), nowNanos);
    }

    /**
     * A receiver report came. Of a receiver that tells no arrivals it is all there is to know: its audio is repeated by it,
     * whatever else its path carries.
     */
    void onReport(List<OutboundTrack> tracks, long nowNanos) {
        if (reportedSinceNanos != Deadline.NEVER) {
            return;
        }
        double worst = 0;
        for (int i = 0; i < tracks.size(); i++) {
            worst = Math.max(worst, tracks.get(i).repeatable() ? tracks.get(i).reportedLoss() : 0);
        }
        protection.onLoss(worst, false, nowNanos);
        for (int i = 0; i < tracks.size(); i++) {
            tracks.get(i).repeat(protection.wanted());
        }
    }

    /** What the present path was found to carry, in bits per second, or 0 while the receiver's reports don't tell. */
    long carriedBps(long nowNanos) {
        boolean known = reportedSinceNanos != Deadline.NEVER
                && reportedNanos - reportedSinceNanos >= SETTLED_NANOS
                && nowNanos - reportedNanos < STALE_NANOS;
        return known ? estimator.targetBps() : 0;
    }

    /** Shares the target among the tracks when it is time to: now and then, and at once when it fell. True when it did. */
    boolean share(List<OutboundTrack> tracks, long nowNanos) {
        if (!shareWanted() && nowNanos < nextShareNanos) {
            return false;
        }
        long target = estimator.carriedBps();
        nextShareNanos = nowNanos + SHARE_NANOS;
        sharedBps = target;
        allocator.allocate(tracks, target, protection.wanted(), !limitedBySender(), nowNanos);
        estimator.demand(allocator.demandBps());
        return true;
    }

    /** Whether the target fell so far that what is shown has to follow at once. */
    boolean shareWanted() {
        return estimator.carriedBps() < FALL * sharedBps;
    }

    /** Whether nothing but what we send keeps the target from growing: the path may carry more. */
    boolean limitedBySender() {
        return switch (estimator.limit()) {
            case NONE, APPLICATION -> true;
            case DELAY, DRAINING, LOSS, COMPETING, SILENCE -> false;
        };
    }

    /** Whether loss has to do with what is sent, or may have. */
    private boolean congested() {
        return switch (estimator.limit()) {
            case NONE, APPLICATION, DELAY -> false;
            case DRAINING, LOSS, COMPETING, SILENCE -> true;
        };
    }

    /** Lets go what may go now. */
    void onDeadline(long nowNanos) {
        estimator.onDeadline(nowNanos);
        dropStale(nowNanos);
        while (waitingCount > 0 && estimator.pacer().may(nowNanos)) {
            PacketBuffer next = waiting[first];
            SentKind kind = waitingKind[first];
            int numberAt = waitingNumberAt[first];
            forget(next);
            long name = name(next, numberAt);
            depart(name, transmitter.transmitKept(next), kind, nowNanos);
        }
        boolean filled = waitingCount == 0;
        for (int i = 0; i < FILLERS_A_TURN && filled && mayFill(nowNanos); i++) {
            filled = transmitter.fill(nowNanos);
        }
        // A train that waits for its turn, or for somebody to fill it, is not looked at more often than that.
        fillAgainNanos = Math.max(nowNanos + FILL_PAUSE_NANOS, estimator.pacer().nextNanos());
    }

    private void dropStale(long nowNanos) {
        while (waitingCount > 0 && nowNanos - waitingSinceNanos[first] > LONGEST_WAIT_NANOS) {
            PacketBuffer next = waiting[first];
            forget(next);
            outbox.giveBack(next);
            drops.count(DropReason.PACER_FULL);
        }
    }

    private boolean mayFill(long nowNanos) {
        return estimator.paddingBytes(nowNanos) > 0 && estimator.pacer().may(nowNanos);
    }

    @SuppressWarnings("NullAway") // a free place holds no buffer
    private void forget(PacketBuffer next) {
        waiting[first] = null;
        first = first + 1 & MASK;
        waitingCount--;
        waitingBytes -= next.length;
        estimator.pacer().waiting(waitingBytes);
    }

    /** When {@link #onDeadline} is wanted next, or {@link Deadline#NEVER}. */
    long nextDeadlineNanos() {
        long wished = estimator.nextDeadlineNanos();
        toldNanos = wished == Deadline.NEVER ? wished : Math.max(wished, fillAgainNanos);
        return waitingCount == 0
                ? toldNanos
                : Math.min(toldNanos, estimator.pacer().nextNanos());
    }

    /** Gives back what waits. */
    void close() {
        while (waitingCount > 0) {
            PacketBuffer next = waiting[first];
            forget(next);
            outbox.giveBack(next);
        }
    }
}
