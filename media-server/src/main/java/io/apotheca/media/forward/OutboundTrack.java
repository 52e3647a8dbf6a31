// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.bwe.SentKind;
import io.apotheca.media.feedback.RtxCache;
import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.time.NtpClock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One half of a slot: a stream towards a subscriber whose SSRC stays while the publisher, its simulcast stream, its codec
 * and the layers behind it change. Rewrites sequence numbers, timestamps and picture numbers so that the subscriber sees
 * one unbroken stream, and answers its NACKs from the publisher's cache. Owned by its MediaLoop.
 */
public final class OutboundTrack {
    /** As the first layer of {@link #target}: the track pauses. */
    public static final int NOTHING = -1;

    /** The highest {@link #priority}. */
    public static final int MOST_IMPORTANT = 4;

    private static final int BASE = 0;
    private static final int OSN_BYTES = 2;
    private static final int PADDING_FLAG = 0x20;
    private static final int MOST_PADDING = 255;

    /** How far back a packet is worth sending again unasked. */
    private static final int FILLERS = 64;

    private final SlotParameters slot;
    private final Egress egress;
    private final DropCounters drops;
    private final Format[] formats;
    private final Share share = new Share();
    private final LayerSelector selector = new LayerSelector();
    private final SequenceRewriter sequences = new SequenceRewriter();
    private final TimestampRewriter timestamps;
    private final RtxBudget budget = new RtxBudget();
    private final RedundantAudio redundancy = new RedundantAudio();
    private final ReportedLoss reported = new ReportedLoss();
    private final SoundRate sound = new SoundRate();
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final RtpPacket cached = new RtpPacket();
    private @Nullable IngressPacket again;

    private @Nullable InboundTrack source;
    /** What is being forwarded; null until it begins. */
    private @Nullable InboundStream current;
    /** Whose key frame is waited for. */
    private @Nullable InboundStream asked;

    /** Whether a lower stream than the current one is waited for; of that only the base layer goes on. */
    private boolean falling;

    private Format format;
    private long packets;
    private long octets;
    private int rtxSequence;
    private long filler = -1;
    private int priority;
    private boolean legible;
    private int planned;
    private int repeats;
    private long now;

    public OutboundTrack(SlotParameters slot, Egress egress, DropCounters drops) {
        this.slot = slot;
        this.egress = egress;
        this.drops = drops;
        this.formats = slot.encodings().stream().map(Format::of).toArray(Format[]::new);
        this.format = formats[0];
        this.timestamps =
                new TimestampRewriter(slot.encodings().getFirst().codec().clockRate());
    }

    public int ssrc() {
        return slot.ssrc();
    }

    public int rtxSsrc() {
        return slot.rtxSsrc();
    }

    /** Shows another publisher's track, or nothing. */
    public void show(@Nullable InboundTrack next, long nowNanos) {
        if (source != null) {
            source.unsubscribe(this);
        }
        ask(null, nowNanos);
        become(null);
        source = next;
        sound.reset();
        if (share.begin()) {
            selector.target(LayerFilter.ALL, LayerFilter.ALL);
        }
        if (next != null) {
            next.subscribe(this);
            if (egress.ready()) {
                ask(selector.wanted(next), nowNanos);
            }
        }
    }

    /**
     * Sets the layers to send: the simulcast stream (lowest first) or spatial layer, or {@link #NOTHING}, and the temporal
     * layer. What is not being sent by the publisher is replaced by the next lower. A change takes effect as soon as the
     * codec allows.
     */
    public void target(int spatial, int temporal, long nowNanos) {
        selector.target(spatial, temporal);
        if (source != null) {
            source.countWanted();
            if (egress.ready()) {
                follow(source, nowNanos);
            }
        }
    }

    /** Whose pictures or sound this is, or null. */
    @Nullable
    InboundTrack source() {
        return source;
    }

    boolean video() {
        return format.encoding().codec().video();
    }

    /** Of two pictures that do not both fit, the one with the higher number is shown better. */
    public void priority(int priority) {
        this.priority = Math.clamp(priority, 0, MOST_IMPORTANT);
    }

    int priority() {
        return priority;
    }

    /** Whether the picture is to stay legible, as sign language has to, before others are shown better. */
    public void legible(boolean wanted) {
        legible = wanted;
    }

    boolean legible() {
        return legible;
    }

    int planned() {
        return planned;
    }

    void plan(int level) {
        planned = level;
    }

    /** Whether this level is more than what is shown now. */
    boolean rises(int level) {
        return level > share.level();
    }

    /** How many earlier packets each packet carries again from now on, where the receiver understands it. */
    public void repeat(int packetsBefore) {
        repeats = format.encoding().hasRed() ? packetsBefore : 0;
    }

    public int repeats() {
        return repeats;
    }

    /** Whether the receiver understands packets that carry earlier ones. */
    public boolean repeatable() {
        return format.encoding().hasRed();
    }

    /** What a source of sound takes of the path, without headers and repetition. */
    long soundBps(long nowNanos) {
        return source == null ? 0 : sound.onMeasured(source.rateBps(0, nowNanos), nowNanos);
    }

    /** The receiver reports on this stream; the share is that since its report before, in 1/256. */
    public void onReport(int fractionLost) {
        reported.onReport(fractionLost, sequences.highestOutbound(), packets);
    }

    /** The share that the receiver reports as lost on its way from here, 0 to 1. */
    public double reportedLoss() {
        return reported.share();
    }

    boolean mayRise(int level, long targetBps, boolean roomy, long nowNanos) {
        return share.mayRise(level, targetBps, roomy, nowNanos);
    }

    boolean clings(boolean scarce, long nowNanos) {
        return share.clings(scarce, nowNanos);
    }

    void takePlanned(long targetBps, long nowNanos) {
        if (source != null && video()) {
            int top = source.levels() - 1;
            long shownBps = source.rateBps(Math.clamp(share.level(), 0, top), nowNanos);
            share.take(planned, top, shownBps, targetBps, nowNanos);
            target(planned, LayerFilter.ALL, nowNanos);
        }
    }

    /** Whether the receiver's path keeps it from better pictures, or from any. */
    public boolean limited() {
        return source != null && share.limited();
    }

    public boolean paused() {
        return source != null && selector.paused();
    }

    /** The simulcast stream it is to send, not above {@code most}; negative where none. */
    int wantedStream(int most) {
        return selector.stream(most);
    }

    /** The stream being sent, or null while none is. */
    public @Nullable InboundStream current() {
        return current;
    }

    /** Which of its source's levels is being sent, lowest 0, or {@link #NOTHING}. */
    public int shownLevel() {
        if (source == null || current == null) {
            return NOTHING;
        }
        return source.streams().size() > 1
                ? source.streams().indexOf(current)
                : selector.spatialWithin(source, current);
    }

    /** How many levels its source has; 0 without one. */
    public int levels() {
        return source == null ? 0 : source.levels();
    }

    /** Why it is not the best there is. */
    public Shortfall shortfall(long nowNanos) {
        if (source == null || !source.sending(nowNanos)) {
            return Shortfall.NOT_SENT;
        }
        if (share.limited() || selector.paused()) {
            return Shortfall.PATH;
        }
        return current == null ? Shortfall.WAITING : Shortfall.NONE;
    }

    /** The subscriber lost its way, or just came: ask the publisher for a key frame. */
    public void requestKeyframe(long nowNanos) {
        InboundStream from = current != null || source == null ? current : selector.wanted(source);
        if (from != null) {
            asked = current == null ? from : asked;
            from.requestKeyframe(ssrc(), nowNanos);
        }
    }

    /** Asks for what is wanted now, or stops at once where nothing is. */
    private void follow(InboundTrack track, long nowNanos) {
        InboundStream wanted = selector.wanted(track);
        if (selector.paused()) {
            become(null);
        }
        ask(wanted == current ? null : wanted, nowNanos);
    }

    private void ask(@Nullable InboundStream stream, long nowNanos) {
        if (stream == asked) {
            return;
        }
        if (asked != null) {
            asked.withdraw(ssrc());
        }
        asked = stream;
        falling = stream != null && current != null && below(stream, current);
        if (stream != null) {
            stream.requestKeyframe(ssrc(), nowNanos);
        }
        if (falling && share.limited() && current != null && current.rates().topTemporal(nowNanos) <= 0) {
            become(null); // what fills the queue on the path is shown meanwhile
        }
    }

    private static boolean below(InboundStream one, InboundStream other) {
        List<InboundStream> streams = one.track().streams();
        return streams.indexOf(one) < streams.indexOf(other);
    }

    private void become(@Nullable InboundStream next) {
        if (current != null) {
            current.watch(-1);
            current.withdraw(ssrc());
        }
        falling = false;
        if (next != null) {
            next.watch(1);
        }
        current = next;
    }

    void forward(InboundStream stream, IngressPacket packet, long nowNanos) {
        now = nowNanos;
        if (!egress.ready()) {
            drops.count(DropReason.NO_KEYS);
            return;
        }
        follow(stream.track(), nowNanos);
        boolean otherCodec = stream == current && !format.encoding().carries(packet.encoding);
        boolean starts = stream == asked || otherCodec;
        if (starts && !start(stream, packet, nowNanos) && current == null) {
            drops.count(DropReason.BEFORE_SWITCH);
        }
        if (stream != current || !format.encoding().carries(packet.encoding)) {
            return;
        }
        boolean admitted = format.layers()
                .admit(
                        packet,
                        sequences.newest(packet.sequence),
                        selector.spatialWithin(stream.track(), stream),
                        falling ? BASE : selector.temporal());
        if (format.layers().wantsKeyframe()) {
            stream.requestKeyframe(ssrc(), nowNanos);
        }
        if (admitted) {
            send(packet);
        } else {
            leaveOut(packet);
        }
    }

    private boolean start(InboundStream stream, IngressPacket packet, long nowNanos) {
        Format next = formatOf(packet.encoding);
        if (next == null) {
            drops.count(DropReason.NOT_NEGOTIATED);
            return false;
        }
        if (!packet.startsDecoding) {
            return false;
        }
        format = next;
        sequences.switchSource(packet.sequence);
        timestamps.switchSource(packet.rtp.timestamp(), nowNanos);
        format.rewriter().switchSource(packet);
        format.layers().restart(packet, selector.spatialWithin(stream.track(), stream), selector.temporal());
        become(stream);
        asked = null;
        stream.withdraw(ssrc());
        return true;
    }

    private @Nullable Format formatOf(Encoding encoding) {
        for (Format each : formats) {
            if (each.encoding().carries(encoding)) {
                return each;
            }
        }
        return null;
    }

    private void send(IngressPacket packet) {
        boolean newest = sequences.newest(packet.sequence);
        long sequence = sequences.map(packet.sequence);
        if (sequence == SequenceRewriter.DROPPED) {
            drops.count(DropReason.TOO_LATE);
            return;
        }
        PacketBuffer to = egress.claim();
        RtpPacket rtp = packet.rtp;
        boolean marker = rtp.marker() || format.layers().endsPicture(packet);
        long timestamp = timestamps.map(rtp.timestamp());
        Encoding encoding = format.encoding();
        boolean red =
                newest && repeats > 0 && current != null && redundancy.gather(current, packet, sequences, repeats);
        begin(to, marker, red ? encoding.redPayloadType() : encoding.payloadType(), sequence, timestamp);
        int length = extend(packet);
        if (red) {
            to.reset(length + redundancy.write(packet, encoding.payloadType(), to.bytes, length));
            egress.sendRtp(to, SentKind.AUDIO, numberAt(), now);
        } else if (!finish(to, length, packet, kind())) {
            return;
        }
        packets++;
        octets += rtp.payloadLength();
    }

    /** A packet of a layer that is not wanted. Where the subscriber waits for its number, it gets an empty one. */
    private void leaveOut(IngressPacket packet) {
        format.rewriter().leaveOut(packet);
        long hole = sequences.drop(packet.sequence);
        if (hole == SequenceRewriter.DROPPED) {
            return;
        }
        PacketBuffer to = egress.claim();
        begin(to, false, format.encoding().payloadType(), hole, timestamps.translate(packet.rtp.timestamp()));
        int length = extend(null);
        to.bytes[0] |= PADDING_FLAG;
        to.bytes[length] = 1;
        to.reset(length + 1);
        egress.sendRtp(to, kind(), numberAt(), now);
    }

    private void begin(PacketBuffer to, boolean marker, int payloadType, long sequence, long timestamp) {
        header.begin(to.bytes, 0, marker, payloadType, (int) sequence & 0xFFFF, timestamp, slot.ssrc());
    }

    /** Writes the header's extensions, for an empty packet without that of the codec; where the payload begins. */
    private int extend(@Nullable IngressPacket packet) {
        if (slot.transportWideExtension() != 0) {
            header.extension16(slot.transportWideExtension(), 0); // the transport counts when it sends
        }
        if (slot.dependencyExtension() != 0
                && packet != null
                && packet.hasDependencies
                && format.rewriter() instanceof Av1Rewriter rewriter
                && format.layers() instanceof Av1Layers layers) {
            int length = rewriter.write(packet, layers);
            header.extension(slot.dependencyExtension(), rewriter.written(), 0, length);
        }
        return header.end();
    }

    private SentKind kind() {
        return slot.encodings().getFirst().codec() == Codec.OPUS ? SentKind.AUDIO : SentKind.VIDEO;
    }

    private int numberAt() {
        return slot.transportWideExtension() == 0 ? 0 : header.firstValue();
    }

    private boolean finish(PacketBuffer to, int payloadAt, IngressPacket packet, SentKind kind) {
        RtpPacket rtp = packet.rtp;
        System.arraycopy(rtp.bytes(), rtp.payloadOffset(), to.bytes, payloadAt, rtp.payloadLength());
        to.reset(payloadAt + rtp.payloadLength());
        if (!format.rewriter().rewrite(to.bytes, payloadAt, rtp.payloadLength())) {
            drops.count(DropReason.MALFORMED);
            return false;
        }
        egress.sendRtp(to, kind, numberAt(), now);
        return true;
    }

    /** The stream's packet of this sequence number carries nothing to forward. */
    void skip(InboundStream stream, long sequence) {
        if (stream == current) {
            sequences.drop(sequence);
        }
    }

    /** The stream begins anew, with other numbers: so it has to be started again. */
    void restart(InboundStream stream, long nowNanos) {
        if (stream == current) {
            become(null);
            ask(null, nowNanos);
        }
    }

    /** Sends again what went out under this 16-bit sequence number, on the RTX stream. */
    public void resend(int sequence, long nowNanos) {
        now = nowNanos;
        if (current == null || !format.encoding().hasRtx()) {
            return;
        }
        long inbound = sequences.reverse(sequences.extend(sequence));
        RtxCache cache = current.cache();
        int row = inbound < 0 ? -1 : cache.indexOf(inbound);
        if (row < 0) {
            drops.count(DropReason.NOT_CACHED);
            return;
        }
        if (!budget.take(nowNanos)) {
            drops.count(DropReason.RTX_LIMITED);
            return;
        }
        if (wrapCached(cache, row)) {
            sendAgain(current, sequence, inbound, SentKind.REPAIR);
        }
    }

    private boolean wrapCached(RtxCache cache, int row) {
        return cached.wrap(cache.bytes(row), cache.offset(row), cache.length(row));
    }

    /** Of the first packet that is sent again: most tracks never do. */
    private IngressPacket again() {
        if (again == null) {
            again = new IngressPacket(cached, slot.encodings().getFirst());
        }
        return again;
    }

    private void sendAgain(InboundStream stream, int sequence, long inbound, SentKind kind) {
        IngressPacket packet = again();
        Encoding encoding = stream.track().encoding(cached.payloadType());
        int extension = stream.track().dependencyExtension();
        boolean keeps = encoding != null
                && cached.payloadLength() > 0
                && packet.read(encoding, inbound, extension, stream.structure())
                && format.layers().keeps(packet);
        boolean marker = cached.marker() || (keeps && format.layers().endsPicture(packet));
        PacketBuffer to = egress.claim();
        header.begin(
                to.bytes,
                0,
                marker,
                format.encoding().rtxPayloadType(),
                rtxSequence++ & 0xFFFF,
                timestamps.translate(cached.timestamp()),
                slot.rtxSsrc());
        int length = extend(keeps ? packet : null);
        Bytes.put16(to.bytes, length, sequence);
        if (keeps) {
            finish(to, length + OSN_BYTES, packet, kind);
        } else {
            to.reset(length + OSN_BYTES); // what was left out, or was empty, is empty again
            egress.sendRtp(to, kind, numberAt(), now);
        }
    }

    /**
     * Sends a packet that tells the subscriber nothing new, so that the estimator learns what the path takes: on the RTX
     * stream a recent packet again, which repairs what may be lost, or padding where there is none. False without RTX.
     */
    public boolean sendFiller(long nowNanos) {
        now = nowNanos;
        if (!format.encoding().hasRtx()) {
            return false;
        }
        long inbound = current == null ? -1 : sequences.reverse(nextFiller());
        int row = inbound < 0 || current == null ? -1 : current.cache().indexOf(inbound);
        if (row >= 0 && current != null && wrapCached(current.cache(), row)) {
            sendAgain(current, (int) filler & 0xFFFF, inbound, SentKind.PADDING);
        } else {
            sendPadding();
        }
        return true;
    }

    /** From the newest packet backwards, and over again. */
    private long nextFiller() {
        long newest = sequences.highestOutbound();
        filler = filler > newest - FILLERS && filler <= newest ? filler - 1 : newest;
        return filler;
    }

    private void sendPadding() {
        PacketBuffer to = egress.claim();
        header.begin(to.bytes, 0, false, format.encoding().rtxPayloadType(), rtxSequence++ & 0xFFFF, 0, slot.rtxSsrc());
        int length = extend(null);
        to.bytes[0] |= PADDING_FLAG;
        Arrays.fill(to.bytes, length, length + MOST_PADDING - 1, (byte) 0);
        to.bytes[length + MOST_PADDING - 1] = (byte) MOST_PADDING;
        to.reset(length + MOST_PADDING);
        egress.sendRtp(to, SentKind.PADDING, numberAt(), now);
    }

    /** A sender report (RFC 3550 6.4.1) for this moment, or null while nothing is being sent. */
    public @Nullable SenderReport senderReport(NtpClock clock, long nowNanos) {
        if (current == null) {
            return null;
        }
        long timestamp = timestamps.translate(current.timestampAt(nowNanos));
        return new SenderReport(slot.ssrc(), clock.ntpAt(nowNanos), timestamp, packets, octets, List.of());
    }
}
