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
import io.apotheca.media.rtp.codec.Av1Structure;
import java.util.List;

/**
 * One RTP stream of a source, an SSRC and that of its retransmissions: puts packets in sequence, registers what is
 * missing, keeps the newest for being sent again, and hands each to the source's {@link Fanout}. Only video is asked for
 * again, and has key frames; lost audio is left to Opus. Owned by its MediaLoop.
 */
public final class InboundStream {
    private static final int CACHE_BLOCK = 16_384;
    private static final int CACHED_SOUNDS = 8;

    /** For so long we ask a publisher for a packet; receivers that are browsers do not ask for longer. */
    private static final long CACHED_NANOS = 1_000_000_000;

    /** From a packet of sound to the fourth after it (RFC 2198). */
    private static final long CACHED_SOUND_NANOS = 480_000_000;

    private static final int OSN_BYTES = 2;
    /** A stream that sent nothing for so long had no way to us, or rested. */
    private static final long SILENCE_NANOS = 400_000_000;

    /** Names the server itself among the requesters of a key frame. */
    static final int SERVER = 0;

    private final InboundTrack track;
    private final int index;
    private final PublisherClock clock;
    private final DropCounters drops;
    private final SequenceUnwrapper sequences = new SequenceUnwrapper();
    private final SequenceUnwrapper frames = new SequenceUnwrapper();
    private final NackRegister missing = new NackRegister();
    private final KeyframeRequester keyframes = new KeyframeRequester();
    private final RtxCache cache;
    private final LayerRates rates = new LayerRates();
    private final Av1Structure structure = new Av1Structure();
    private final RtpPacket unwrapped = new RtpPacket();
    private final IngressPacket plainPacket;
    private final IngressPacket unwrappedPacket;

    private ReceptionStats stats;
    private Encoding encoding;
    private int ssrc;
    private int structureLayers;
    private long structureFrame;
    private int watchers;
    private long reportNtp;
    private long reportTimestamp;
    private long newestTimestamp;
    private long newestNanos;

    InboundStream(
            InboundTrack track, int index, Encoding encoding, RtpPacket rtp, PublisherClock clock, DropCounters drops) {
        this.track = track;
        this.index = index;
        this.encoding = encoding;
        this.clock = clock;
        this.drops = drops;
        this.plainPacket = new IngressPacket(rtp, encoding);
        this.unwrappedPacket = new IngressPacket(unwrapped, encoding);
        this.stats = new ReceptionStats(encoding.codec().clockRate());
        this.cache = encoding.codec().video()
                ? new RtxCache(NackRegister.WINDOW, CACHE_BLOCK, CACHED_NANOS)
                : new RtxCache(CACHED_SOUNDS, RtxCache.MAX_PACKET, CACHED_SOUND_NANOS);
    }

    public InboundTrack track() {
        return track;
    }

    /** Its place among the source's streams, the lowest picture 0. */
    public int index() {
        return index;
    }

    /** What the newest packet was encoded with. */
    public Encoding encoding() {
        return encoding;
    }

    /** The packet the transport's flyweight is wrapped around, authenticated and decrypted. */
    public void onRtp(long nowNanos) {
        RtpPacket rtp = plainPacket.rtp;
        Encoding packetEncoding = track.encoding(rtp.payloadType());
        if (packetEncoding == null) {
            drops.count(DropReason.MALFORMED);
            return;
        }
        encoding = packetEncoding;
        ssrc = rtp.ssrc();
        if (sequences.started() && nowNanos - newestNanos > SILENCE_NANOS) {
            keyframes.onHeardAgain(nowNanos);
            track.wish();
        }
        long sequence = sequences.unwrap(rtp.sequence());
        stats.onPacket(sequence, rtp.timestamp(), nowNanos);
        newestTimestamp = rtp.timestamp();
        newestNanos = nowNanos;
        track.onArrival(nowNanos);
        forward(plainPacket, packetEncoding, sequence, nowNanos);
        rates.onPacket(plainPacket.spatialLayer, plainPacket.temporalLayer, rtp.length(), nowNanos);
    }

    /** A packet of the retransmission stream (RFC 4588): restored in place to what was lost, then forwarded. */
    public void onRtx(RtpPacket rtx, long nowNanos) {
        Encoding packetEncoding = track.repaired(rtx.payloadType());
        if (rtx.payloadLength() < OSN_BYTES || packetEncoding == null) {
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
        Bytes.put8(bytes, to + 1, marker | packetEncoding.payloadType());
        Bytes.put16(bytes, to + 2, originalSequence);
        Bytes.put32(bytes, to + 8, ssrc);
        if (!unwrapped.wrap(bytes, to, length) || !sequences.started()) {
            drops.count(DropReason.MALFORMED);
            return;
        }
        forward(unwrappedPacket, packetEncoding, sequences.unwrap(originalSequence), nowNanos);
    }

    private void forward(IngressPacket packet, Encoding packetEncoding, long sequence, long nowNanos) {
        RtpPacket rtp = packet.rtp;
        boolean video = packetEncoding.codec().video();
        if (video) {
            missing.onPacket(sequence, nowNanos);
        }
        if (cache.known(sequence)) {
            drops.count(DropReason.DUPLICATE);
            return;
        }
        cache.store(sequence, rtp.bytes(), rtp.offset(), rtp.length(), nowNanos);
        boolean empty = rtp.payloadLength() == 0;
        boolean valid = !empty && packet.read(packetEncoding, sequence, track.dependencyExtension(), structure);
        TrackTap tap = track.tap();
        if (tap != null) {
            // Also what nobody can show: whoever puts packets in order would wait for it.
            tap.onPacket(this, packetEncoding, rtp, valid && packet.startsDecoding, nowNanos);
        }
        if (!valid) {
            drops.count(empty ? DropReason.NO_PAYLOAD : DropReason.MALFORMED);
            track.fanout().skip(this, sequence);
            return;
        }
        learnLayers(packet);
        if (packet.startsDecoding && video) {
            keyframes.onKeyframe(nowNanos);
        }
        track.fanout().forward(this, packet, nowNanos);
    }

    private void learnLayers(IngressPacket packet) {
        if (packet.encoding.codec() == Codec.VP9 && packet.vp9.hasStructure()) {
            structureLayers = packet.vp9.spatialLayers();
        }
        if (packet.hasDependencies) {
            long frame = frames.unwrap(packet.dependencies.frameNumber());
            if (packet.dependencies.hasStructure() && frame > structureFrame) {
                structureFrame = frame;
                structure.copyFrom(packet.fresh());
                structureLayers = LayerRates.LAYERS;
            }
        }
    }

    /** Another SSRC takes the stream over: what was known of the old one is forgotten. */
    public void restart(long nowNanos) {
        sequences.reset();
        frames.reset();
        missing.reset();
        cache.clear();
        rates.reset();
        structure.clear();
        structureLayers = 0;
        structureFrame = 0;
        stats = new ReceptionStats(encoding.codec().clockRate());
        reportNtp = 0;
        track.fanout().restart(this, nowNanos);
    }

    /** A key frame is wanted by {@code requester}, a subscriber's SSRC. */
    void requestKeyframe(int requester, long nowNanos) {
        if (encoding.codec().video()) {
            keyframes.request(requester, nowNanos);
            track.wish();
        }
    }

    /** The requester no longer waits for a key frame. */
    void withdraw(int requester) {
        keyframes.withdraw(requester);
    }

    /** One subscriber more, or less, is shown this stream. */
    void watch(int change) {
        watchers += change;
    }

    /** Whether the stream is shown to anybody. */
    public boolean watched() {
        return watchers > 0;
    }

    RtxCache cache() {
        return cache;
    }

    Av1Structure structure() {
        return structure;
    }

    /** What each layer takes. */
    public LayerRates rates() {
        return rates;
    }

    /** The highest spatial layer there is, as far as is known. */
    int topSpatial() {
        return Math.max(structureLayers - 1, rates.topSpatial(newestNanos));
    }

    public void onSenderReport(SenderReport report, long nowNanos) {
        stats.onSenderReport(report.ntp(), nowNanos);
        // Zero says that the publisher has no wallclock (RFC 3550 6.4.1).
        if (report.ntp() != 0) {
            clock.onSenderReport(report.ntp(), nowNanos);
            reportNtp = report.ntp();
            reportTimestamp = report.rtpTimestamp();
            TrackTap tap = track.tap();
            if (tap != null) {
                tap.onSenderReport(this, report, nowNanos);
            }
        }
    }

    /** Tells a tap that has begun since what the latest report said, as if it had come the shortest way; nothing before one. */
    public void tellReport(TrackTap tap) {
        if (reportNtp != 0) {
            tap.onSenderReport(
                    this,
                    new SenderReport(ssrc, reportNtp, reportTimestamp, 0, 0, List.of()),
                    clock.nanosAt(reportNtp));
        }
    }

    /** The publisher's RTP timestamp at this moment, by its latest sender report; before one, by its newest packet. */
    long timestampAt(long nowNanos) {
        boolean reported = reportNtp != 0;
        long sinceNanos = nowNanos - (reported ? clock.nanosAt(reportNtp) : newestNanos);
        long timestamp = reported ? reportTimestamp : newestTimestamp;
        return (timestamp + sinceNanos * encoding.codec().clockRate() / 1_000_000_000L) & 0xFFFF_FFFFL;
    }

    /** Whether anything has come yet. */
    public boolean started() {
        return sequences.started();
    }

    /** When the newest packet came; only if {@link #started}. */
    long newestNanos() {
        return newestNanos;
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
        if (missing.takeGivenUp() > 0 && watched()) {
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
