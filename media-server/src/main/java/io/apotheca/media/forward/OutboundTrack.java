// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.feedback.RtxCache;
import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.time.NtpClock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One half of a slot: a stream towards a subscriber whose SSRC stays while the publisher behind it changes. Rewrites
 * sequence numbers, timestamps and picture ids so that the subscriber sees one unbroken stream, and answers its NACKs
 * from the publisher's cache. Owned by its MediaLoop.
 */
public final class OutboundTrack {
    /** Retransmissions a subscriber may draw in a row before the budget must refill, and its refill rate. */
    private static final int RTX_BURST = 200;

    private static final long RTX_REFILL_NANOS = 2_000_000;
    private static final int OSN_BYTES = 2;

    private final Encoding encoding;
    private final int ssrc;
    private final int rtxSsrc;
    private final Egress egress;
    private final DropCounters drops;
    private final SequenceRewriter sequences = new SequenceRewriter();
    private final TimestampRewriter timestamps;
    private final CodecRewriter codec;
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final RtpPacket cached = new RtpPacket();
    private final IngressPacket again = new IngressPacket(cached);

    private @Nullable InboundTrack source;
    private boolean awaitingStart;
    private long packets;
    private long octets;
    private int rtxSequence;
    private int rtxBudget = RTX_BURST;
    private long rtxRefilledNanos;

    /** {@code ssrc} and {@code rtxSsrc} are what the answer announced; the latter matters only with RTX. */
    public OutboundTrack(Encoding encoding, int ssrc, int rtxSsrc, Egress egress, DropCounters drops) {
        this.encoding = encoding;
        this.ssrc = ssrc;
        this.rtxSsrc = rtxSsrc;
        this.egress = egress;
        this.drops = drops;
        this.timestamps = new TimestampRewriter(encoding.codec().clockRate());
        this.codec = switch (encoding.codec()) {
            case OPUS -> new PassThrough();
            case VP8 -> new Vp8Rewriter();
        };
    }

    public int ssrc() {
        return ssrc;
    }

    public int rtxSsrc() {
        return rtxSsrc;
    }

    /** Shows another publisher's track, or nothing. Codecs must agree. */
    public void show(@Nullable InboundTrack next, long nowNanos) {
        if (source != null) {
            source.unsubscribe(this);
        }
        source = next;
        awaitingStart = true;
        if (next != null) {
            next.subscribe(this);
            if (egress.ready()) {
                requestKeyframe(nowNanos);
            }
        }
    }

    /** The subscriber lost its way, or just came: ask the publisher for a key frame. */
    public void requestKeyframe(long nowNanos) {
        if (source != null) {
            source.requestKeyframe(ssrc, nowNanos);
        }
    }

    void forward(IngressPacket packet, long nowNanos) {
        if (!egress.ready()) {
            drops.count(DropReason.NO_KEYS);
            return;
        }
        if (awaitingStart && !start(packet, nowNanos)) {
            drops.count(DropReason.BEFORE_SWITCH);
            return;
        }
        long sequence = sequences.map(packet.sequence);
        if (sequence == SequenceRewriter.DROPPED) {
            drops.count(DropReason.TOO_LATE);
            return;
        }
        PacketBuffer slot = egress.claim();
        RtpPacket rtp = packet.rtp;
        int length = header.begin(
                        slot.bytes,
                        0,
                        rtp.marker(),
                        encoding.payloadType(),
                        (int) sequence & 0xFFFF,
                        timestamps.map(rtp.timestamp()),
                        ssrc)
                .end();
        send(slot, length, packet);
        packets++;
        octets += rtp.payloadLength();
    }

    private boolean start(IngressPacket packet, long nowNanos) {
        if (!packet.startsDecoding) {
            return false;
        }
        sequences.switchSource(packet.sequence);
        timestamps.switchSource(packet.rtp.timestamp(), nowNanos);
        codec.switchSource(packet.rtp.bytes(), packet.rtp.payloadOffset(), packet.rtp.payloadLength());
        awaitingStart = false;
        return true;
    }

    /** The publisher's packet of this sequence number carries nothing to forward. */
    void skip(long sequence) {
        if (!awaitingStart) {
            sequences.drop(sequence);
        }
    }

    /** Sends again what went out under this 16-bit sequence number, on the RTX stream. */
    public void resend(int sequence, long nowNanos) {
        if (source == null || !encoding.hasRtx() || awaitingStart) {
            return;
        }
        long inbound = sequences.reverse(sequences.extend(sequence));
        RtxCache cache = source.cache();
        int row = inbound < 0 ? -1 : cache.indexOf(inbound);
        if (row < 0) {
            drops.count(DropReason.NOT_CACHED);
            return;
        }
        if (!takeBudget(nowNanos)) {
            drops.count(DropReason.RTX_LIMITED);
            return;
        }
        if (cached.wrap(cache.row(row), 0, cache.length(row)) && again.read(encoding.codec(), inbound)) {
            sendAgain(sequence);
        }
    }

    private void sendAgain(int sequence) {
        PacketBuffer slot = egress.claim();
        int length = header.begin(
                        slot.bytes,
                        0,
                        cached.marker(),
                        encoding.rtxPayloadType(),
                        rtxSequence++ & 0xFFFF,
                        timestamps.translate(cached.timestamp()),
                        rtxSsrc)
                .end();
        Bytes.put16(slot.bytes, length, sequence);
        send(slot, length + OSN_BYTES, again);
    }

    private void send(PacketBuffer slot, int payloadAt, IngressPacket packet) {
        RtpPacket rtp = packet.rtp;
        System.arraycopy(rtp.bytes(), rtp.payloadOffset(), slot.bytes, payloadAt, rtp.payloadLength());
        slot.reset(payloadAt + rtp.payloadLength());
        if (!codec.rewrite(slot.bytes, payloadAt, rtp.payloadLength())) {
            drops.count(DropReason.MALFORMED);
            return;
        }
        egress.sendRtp(slot);
    }

    private boolean takeBudget(long nowNanos) {
        if (rtxBudget == RTX_BURST) {
            rtxRefilledNanos = nowNanos; // full: it begins to refill with the first that is drawn
        }
        long refill = (nowNanos - rtxRefilledNanos) / RTX_REFILL_NANOS;
        if (refill > 0) {
            rtxBudget = (int) Math.min(RTX_BURST, rtxBudget + refill);
            rtxRefilledNanos = nowNanos;
        }
        if (rtxBudget == 0) {
            return false;
        }
        rtxBudget--;
        return true;
    }

    /** A sender report (RFC 3550 6.4.1) for this moment, or null while nothing is being sent. */
    public @Nullable SenderReport senderReport(NtpClock clock, long nowNanos) {
        if (source == null || awaitingStart) {
            return null;
        }
        long timestamp = timestamps.translate(source.timestampAt(nowNanos));
        return new SenderReport(ssrc, clock.ntpAt(nowNanos), timestamp, packets, octets, List.of());
    }
}
