// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.feedback.KeyframeRequester;
import io.apotheca.media.feedback.NackRegister;
import io.apotheca.media.feedback.ReceptionStats;
import io.apotheca.media.feedback.RtxCache;
import io.apotheca.media.rtcp.ReportBlock;
import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.SequenceUnwrapper;

/**
 * One stream a publisher sends: puts packets in sequence, registers what is missing, keeps the newest for retransmission,
 * and hands each to the {@link Fanout}. Video only has retransmission and key frames; lost audio is left to Opus. Owned
 * by its MediaLoop.
 */
public final class InboundTrack {
    private static final int CACHED_PACKETS = 512;
    private static final int OSN_BYTES = 2;
    /** Names the server itself among the requesters of a key frame. */
    private static final int SERVER = 0;

    private final Source source;
    private final Encoding encoding;
    private final PublisherClock clock;
    private final DropCounters drops;
    private final SequenceUnwrapper sequences = new SequenceUnwrapper();
    private final NackRegister missing = new NackRegister();
    private final KeyframeRequester keyframes = new KeyframeRequester();
    private final RtxCache cache = new RtxCache(CACHED_PACKETS);
    private final ReceptionStats stats;
    private final Fanout fanout = new Fanout();
    private final RtpPacket unwrapped = new RtpPacket();
    private final IngressPacket plainPacket;
    private final IngressPacket unwrappedPacket = new IngressPacket(unwrapped);

    private Runnable wish = () -> {};
    private long reportNtp;
    private long reportTimestamp;
    private long newestTimestamp;
    private long newestArrivalNanos;

    /** {@code rtp} is the flyweight of the transport, which {@link #onRtp} will find wrapped around the packet. */
    public InboundTrack(Source source, Encoding encoding, RtpPacket rtp, PublisherClock clock, DropCounters drops) {
        this.source = source;
        this.encoding = encoding;
        this.clock = clock;
        this.drops = drops;
        this.plainPacket = new IngressPacket(rtp);
        this.stats = new ReceptionStats(encoding.codec().clockRate());
    }

    public Source source() {
        return source;
    }

    public Encoding encoding() {
        return encoding;
    }

    /** The packet the transport's flyweight is wrapped around, authenticated and decrypted. */
    public void onRtp(long nowNanos) {
        RtpPacket rtp = plainPacket.rtp;
        long sequence = sequences.unwrap(rtp.sequence());
        stats.onPacket(sequence, rtp.timestamp(), nowNanos);
        newestTimestamp = rtp.timestamp();
        newestArrivalNanos = nowNanos;
        forward(plainPacket, sequence, nowNanos);
    }

    /** A packet of the retransmission stream (RFC 4588): restored in place to what was lost, then forwarded. */
    public void onRtx(RtpPacket rtx, long nowNanos) {
        if (rtx.payloadLength() < OSN_BYTES) {
            drops.count(DropReason.NO_PAYLOAD);
            return;
        }
        byte[] bytes = rtx.bytes();
        int originalSequence = Bytes.u16(bytes, rtx.payloadOffset());
        int from = rtx.offset();
        int length = rtx.length() - OSN_BYTES;
        int marker = rtx.marker() ? 0x80 : 0;
        int to = from + OSN_BYTES;
        System.arraycopy(bytes, from, bytes, to, rtx.headerLength());
        Bytes.put8(bytes, to + 1, marker | encoding.payloadType());
        Bytes.put16(bytes, to + 2, originalSequence);
        if (!unwrapped.wrap(bytes, to, length) || !sequences.started()) {
            drops.count(DropReason.MALFORMED);
            return;
        }
        forward(unwrappedPacket, sequences.unwrap(originalSequence), nowNanos);
    }

    private void forward(IngressPacket packet, long sequence, long nowNanos) {
        RtpPacket rtp = packet.rtp;
        if (encoding.codec().video()) {
            missing.onPacket(sequence, nowNanos);
            if (cache.indexOf(sequence) >= 0) {
                drops.count(DropReason.DUPLICATE);
                return;
            }
            cache.store(sequence, rtp.bytes(), rtp.offset(), rtp.length());
        }
        if (rtp.payloadLength() == 0) {
            drops.count(DropReason.NO_PAYLOAD);
            fanout.skip(sequence);
            return;
        }
        if (!packet.read(encoding.codec(), sequence)) {
            drops.count(DropReason.MALFORMED);
            fanout.skip(sequence);
            return;
        }
        if (packet.startsDecoding && encoding.codec().video()) {
            keyframes.onKeyframe(nowNanos);
        }
        fanout.forward(packet, nowNanos);
    }

    /** Sets whom to tell when a subscriber's wish has moved {@link #nextDeadlineNanos()}. */
    public void onWish(Runnable listener) {
        wish = listener;
    }

    void subscribe(OutboundTrack track) {
        fanout.add(track);
    }

    void unsubscribe(OutboundTrack track) {
        fanout.remove(track);
        keyframes.withdraw(track.ssrc());
    }

    /** A key frame is wanted by {@code requester}, a subscriber's SSRC. */
    void requestKeyframe(int requester, long nowNanos) {
        if (encoding.codec().video()) {
            keyframes.request(requester, nowNanos);
            wish.run();
        }
    }

    RtxCache cache() {
        return cache;
    }

    public void onSenderReport(SenderReport report, long nowNanos) {
        stats.onSenderReport(report.ntp(), nowNanos);
        // Zero says that the publisher has no wallclock (RFC 3550 6.4.1).
        if (report.ntp() != 0) {
            clock.onSenderReport(report.ntp(), nowNanos);
            reportNtp = report.ntp();
            reportTimestamp = report.rtpTimestamp();
        }
    }

    /** The publisher's RTP timestamp at this moment, by its latest sender report; before one, by its newest packet. */
    long timestampAt(long nowNanos) {
        boolean reported = reportNtp != 0;
        long sinceNanos = nowNanos - (reported ? clock.nanosAt(reportNtp) : newestArrivalNanos);
        long timestamp = reported ? reportTimestamp : newestTimestamp;
        return (timestamp + sinceNanos * encoding.codec().clockRate() / 1_000_000_000L) & 0xFFFF_FFFFL;
    }

    /** Whether anything has come yet. */
    public boolean started() {
        return sequences.started();
    }

    /** What our receiver report says of this stream, which the publisher sends as {@code ssrc}. */
    public ReportBlock report(int ssrc, long nowNanos) {
        return stats.report(ssrc, nowNanos);
    }

    /** Writes the sequence numbers to ask for again into {@code into}; how many. */
    public int dueNacks(long nowNanos, long roundTripNanos, int[] into) {
        if (!encoding.hasRtx()) {
            return 0;
        }
        int count = missing.due(nowNanos, roundTripNanos, into);
        if (missing.takeGivenUp() > 0) {
            requestKeyframe(SERVER, nowNanos);
        }
        return count;
    }

    /** Whether to ask the publisher for a key frame now. */
    public boolean keyframeDue(long nowNanos) {
        return keyframes.due(nowNanos);
    }

    public long nextDeadlineNanos() {
        long nacks = encoding.hasRtx() ? missing.nextDeadlineNanos() : Long.MAX_VALUE;
        return Math.min(nacks, keyframes.nextDeadlineNanos());
    }
}
