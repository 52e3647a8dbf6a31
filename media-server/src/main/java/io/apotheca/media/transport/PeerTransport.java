// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.bwe.SentKind;
import io.apotheca.media.dtls.DtlsEndpoint;
import io.apotheca.media.feedback.StreamArrivals;
import io.apotheca.media.feedback.TwccArrivals;
import io.apotheca.media.forward.Egress;
import io.apotheca.media.forward.InboundTrack;
import io.apotheca.media.forward.OutboundTrack;
import io.apotheca.media.forward.Source;
import io.apotheca.media.ice.IceLite;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.ice.StunOutcome;
import io.apotheca.media.rtcp.CongestionFeedback;
import io.apotheca.media.rtcp.RtcpPacket;
import io.apotheca.media.rtcp.RtcpParser;
import io.apotheca.media.rtcp.TransportFeedback;
import io.apotheca.media.rtp.AudioLevel;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.srtp.SrtpError;
import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProtector;
import io.apotheca.media.srtp.SrtpSuite;
import io.apotheca.media.srtp.SrtpUnprotector;
import io.apotheca.media.stun.StunMessage;
import io.apotheca.media.stun.TransportAddress;
import io.apotheca.media.time.NtpClock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One peer, sans-IO: takes its datagrams and the time, and puts datagrams for it into the {@link Outbox}. The order is
 * always parse, replay check, authenticate, and only then a change of state. Owned by its MediaLoop.
 */
public final class PeerTransport implements Egress, HandshakeListener, RtcpSession.Sink, MediaSender.Transmitter {
    private static final long CARRIED_NANOS = 5_000_000_000L;

    private final PeerParameters parameters;
    private final PeerTimeouts timeouts;
    private final Outbox outbox;
    private final SrtpSuite suite;
    private final SecureChannel secureChannel;
    private final DropCounters drops;
    private final TransportListener listener;
    private final IceLite ice;
    private final StunMessage stun = new StunMessage();
    private final RtpPacket rtp = new RtpPacket();
    private final TrackTable tracks;
    private final TwccArrivals arrivals = new TwccArrivals();
    private final StreamArrivals streamArrivals = new StreamArrivals();
    private final MediaSender sender;
    private final RtcpSession rtcp;
    private final Consumer<RtcpPacket> rtcpSink;
    private final TransportCounters counters = new TransportCounters();
    private final RateMeter received;
    private final RateMeter sent;

    private TransportState state = TransportState.CONNECTING;
    private long lastAuthenticNanos;
    /** Where media went last, and the line that is. */
    private @Nullable NetworkPath followed;

    private @Nullable TransportAddress line;
    private long nextCarriedNanos = Long.MIN_VALUE;
    private long now;
    private @Nullable DtlsEndpoint dtls;
    private @Nullable SrtpProtector protector;
    private @Nullable SrtpUnprotector unprotector;

    public PeerTransport(
            PeerParameters parameters,
            PeerTimeouts timeouts,
            NtpClock clock,
            Outbox outbox,
            SrtpSuite suite,
            SecureChannel secureChannel,
            DropCounters drops,
            TransportListener listener,
            long nowNanos) {
        this.parameters = parameters;
        this.timeouts = timeouts;
        this.outbox = outbox;
        this.suite = suite;
        this.secureChannel = secureChannel;
        this.drops = drops;
        this.listener = listener;
        this.ice = new IceLite(parameters.local(), parameters.remoteUfrag());
        this.tracks = new TrackTable(parameters.extensions());
        this.sender = new MediaSender(outbox, drops, parameters.streamReports().byPeer(), this);
        this.rtcp = new RtcpSession(
                tracks,
                arrivals,
                streamArrivals,
                clock,
                parameters.ssrc(),
                parameters.cname(),
                this,
                counters,
                nowNanos);
        this.rtcpSink = packet -> rtcp.onRtcp(packet, now);
        this.received = new RateMeter(nowNanos);
        this.sent = new RateMeter(nowNanos);
        this.lastAuthenticNanos = nowNanos;
    }

    /** The flyweight that inbound tracks of this peer read their packets through. */
    public RtpPacket rtp() {
        return rtp;
    }

    /** Adds a track the peer sends: how each of its streams is known, in their order. */
    public void receive(InboundTrack track, String mid, List<StreamNames> streams) {
        for (int i = 0; i < streams.size(); i++) {
            tracks.add(new TrackTable.Inbound(track.streams().get(i), mid, streams.get(i)));
        }
        track.onWish(listener::onDeadlineMoved);
    }

    /** Adds a track the peer receives. */
    public void send(OutboundTrack track) {
        tracks.add(track);
    }

    /** Whether datagrams from this path are the peer's: a check from there was authentic. */
    public boolean accepts(NetworkPath from) {
        return ice.validated(from);
    }

    /**
     * An ICE restart: checks go by new credentials, everything else stays as it is. False when the transport has ended.
     */
    public boolean restartIce(IceParameters local, String remoteUfrag) {
        if (live()) {
            counters.count(TransportEvent.ICE_RESTARTED);
            ice.restart(local, remoteUfrag);
        }
        return live();
    }

    /** How many ICE restarts there were. */
    public int iceRestarts() {
        return ice.restarts();
    }

    /** A path, such as a connection, is no more. */
    public void onPathLost(NetworkPath lost, long nowNanos) {
        now = nowNanos;
        ice.onLost(lost);
    }

    /** One datagram from {@code from}; its kind stands in the first byte (RFC 7983). The buffer is changed in place. */
    public void onDatagram(PacketBuffer datagram, NetworkPath from, long nowNanos) {
        if (state == TransportState.CLOSED || state == TransportState.FAILED) {
            return;
        }
        now = nowNanos;
        received.onBytes(datagram.length, now);
        int first = Bytes.u8(datagram.bytes, datagram.offset);
        if (first >= 128 && first <= 191) {
            onMedia(datagram, from);
        } else if (first >= 20 && first <= 63) {
            onDtls(datagram, from);
        } else if (first <= 3) {
            onStun(datagram, from);
        } else {
            drops.count(DropReason.UNKNOWN_KIND);
        }
    }

    private void onStun(PacketBuffer datagram, NetworkPath from) {
        if (!stun.wrap(datagram.bytes, datagram.offset, datagram.length)) {
            drops.count(DropReason.STUN_REFUSED);
            return;
        }
        PacketBuffer response = outbox.claim();
        StunOutcome outcome = ice.onStun(stun, from, response, now);
        if (!outcome.responds()) {
            drops.count(DropReason.STUN_REFUSED);
            return;
        }
        outbox.send(response, from);
        if (!ice.validated(from)) {
            return;
        }
        onAuthentic();
        if (dtls == null) {
            dtls = secureChannel.accept(this);
        }
    }

    private void onDtls(PacketBuffer datagram, NetworkPath from) {
        if (dtls == null || !ice.validated(from)) {
            drops.count(DropReason.DTLS_NOT_VALIDATED);
            return;
        }
        dtls.onDatagram(datagram.bytes, datagram.offset, datagram.length);
    }

    private void onMedia(PacketBuffer datagram, NetworkPath from) {
        if (unprotector == null || !ice.validated(from)) {
            drops.count(DropReason.NO_KEYS);
            return;
        }
        int type = datagram.length < 2 ? 0 : Bytes.u8(datagram.bytes, datagram.offset + 1);
        if (type >= 192 && type <= 223) {
            onRtcp(datagram, unprotector, from);
        } else {
            onRtp(datagram, unprotector, from);
        }
    }

    private void onRtp(PacketBuffer datagram, SrtpUnprotector srtp, NetworkPath from) {
        int length = srtp.unprotectRtp(datagram.bytes, datagram.offset, datagram.length);
        if (length < 0) {
            drops.count(reason(length));
            return;
        }
        ice.onAuthentic(from, now);
        onAuthentic();
        if (!rtp.wrap(datagram.bytes, datagram.offset, length)) {
            drops.count(DropReason.MALFORMED);
            return;
        }
        boolean toldByStream = parameters.streamReports().toPeer();
        int number = toldByStream ? -1 : rtp.extension16(parameters.extensions().transportWideCc());
        if (number >= 0) {
            arrivals.onPacket(number, now);
        }
        TrackTable.Inbound inbound = tracks.find(rtp, now);
        if (inbound != null && toldByStream) {
            streamArrivals.onPacket(rtp.ssrc(), rtp.sequence(), now);
        }
        if (inbound == null) {
            drops.count(DropReason.UNKNOWN_SSRC);
        } else if (rtp.ssrc() == inbound.rtxSsrc) {
            counters.count(TransportEvent.PACKET_REPAIRED);
            inbound.stream.onRtx(rtp, now);
        } else {
            onAudioLevel(inbound.stream.track());
            inbound.stream.onRtp(now);
        }
    }

    private void onAudioLevel(InboundTrack track) {
        if (track.source() != Source.MICROPHONE) {
            return;
        }
        int octet = rtp.extension8(parameters.extensions().audioLevel());
        if (octet >= 0) {
            listener.onAudioLevel(AudioLevel.level(octet), now);
        }
    }

    private void onRtcp(PacketBuffer datagram, SrtpUnprotector srtp, NetworkPath from) {
        int length = srtp.unprotectRtcp(datagram.bytes, datagram.offset, datagram.length);
        if (length < 0) {
            drops.count(reason(length));
            return;
        }
        ice.onAuthentic(from, now);
        onAuthentic();
        if (!RtcpParser.parse(datagram.bytes, datagram.offset, length, rtcpSink)) {
            drops.count(DropReason.MALFORMED);
        }
    }

    private static DropReason reason(int srtpError) {
        return switch (srtpError) {
            case SrtpError.REPLAYED -> DropReason.REPLAYED;
            case SrtpError.AUTH_FAILED -> DropReason.AUTH_FAILED;
            case SrtpError.TOO_MANY_SOURCES -> DropReason.TOO_MANY_SOURCES;
            case SrtpError.CLOSED -> DropReason.NO_KEYS;
            default -> DropReason.MALFORMED;
        };
    }

    private void onAuthentic() {
        lastAuthenticNanos = now;
        if (state == TransportState.INTERRUPTED) {
            become(TransportState.CONNECTED);
        }
    }

    @Override
    public void onHandshakeDatagram(byte[] datagram, long nowNanos) {
        NetworkPath path = ice.path();
        if (path == null || datagram.length > PacketBuffer.MAX_DATAGRAM) {
            return;
        }
        PacketBuffer slot = outbox.claim();
        System.arraycopy(datagram, 0, slot.bytes, 0, datagram.length);
        slot.reset(datagram.length);
        outbox.send(slot, path);
    }

    @Override
    public void onKeys(SrtpKeys keys, long nowNanos) {
        if (state != TransportState.CONNECTING) {
            return;
        }
        now = nowNanos;
        protector = suite.protector(keys.profile(), keys.serverKey(), keys.serverSalt());
        unprotector = suite.unprotector(keys.profile(), keys.clientKey(), keys.clientSalt());
        counters.count(TransportEvent.HANDSHAKE_DONE);
        become(TransportState.CONNECTED);
        for (OutboundTrack track : tracks.outbound()) {
            track.requestKeyframe(now);
        }
    }

    @Override
    public void onHandshakeEnd() {
        if (state == TransportState.CONNECTING) {
            counters.count(TransportEvent.HANDSHAKE_FAILED);
        }
        if (state != TransportState.CLOSED) {
            fail();
        }
        dtls = null;
    }

    @Override
    public boolean ready() {
        return protector != null && ice.path() != null;
    }

    @Override
    public PacketBuffer claim() {
        return outbox.claim();
    }

    @Override
    public void sendRtp(PacketBuffer slot, SentKind kind, int numberAt, long nowNanos) {
        if (ready()) {
            followPath(nowNanos);
            count(kind);
            sender.send(slot, kind, numberAt, nowNanos);
        }
    }

    /** What is known of a path goes by its remote address: another port of it, or TCP, is the same line. */
    private void followPath(long nowNanos) {
        NetworkPath path = ice.path();
        if (path == null || path.equals(followed)) {
            return;
        }
        followed = path;
        TransportAddress next = path.remote().line();
        if (!next.equals(line)) {
            line = next;
            sender.onPath(listener.onPath(next, nowNanos), nowNanos);
        }
    }

    private void count(SentKind kind) {
        switch (kind) {
            case REPAIR -> counters.count(TransportEvent.PACKET_RESENT);
            case PADDING -> counters.count(TransportEvent.PADDING_SENT);
            case AUDIO, VIDEO -> {}
        }
    }

    @Override
    public void onDeadlineMoved() {
        listener.onDeadlineMoved();
    }

    @Override
    public int transmit(PacketBuffer claimed) {
        NetworkPath path = ice.path();
        if (path != null && protect(claimed)) {
            sent.onBytes(claimed.length, now);
            outbox.send(claimed, path);
            return claimed.length;
        }
        return 0;
    }

    @Override
    public int transmitKept(PacketBuffer kept) {
        NetworkPath path = ice.path();
        if (path != null && protect(kept)) {
            sent.onBytes(kept.length, now);
            outbox.sendKept(kept, path);
            return kept.length;
        }
        outbox.giveBack(kept);
        return 0;
    }

    private boolean protect(PacketBuffer packet) {
        int length = protector == null ? -1 : protector.protectRtp(packet.bytes, packet.offset, packet.length);
        if (length < 0) {
            drops.count(reason(length));
            return false;
        }
        packet.length = length;
        return true;
    }

    @Override
    public boolean fill(long nowNanos) {
        List<OutboundTrack> outbound = tracks.outbound();
        for (int i = 0; i < outbound.size(); i++) {
            if (outbound.get(i).sendFiller(nowNanos)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onTransportFeedback(TransportFeedback feedback) {
        sender.onFeedback(feedback, now);
        onReported();
    }

    @Override
    public void onCongestionFeedback(CongestionFeedback feedback) {
        sender.onFeedback(feedback, now);
        onReported();
    }

    private void onReported() {
        arrivals.pathBack(targetBps());
        share();
        long carriedBps = sender.carriedBps(now);
        if (carriedBps > 0 && line != null && now >= nextCarriedNanos) {
            nextCarriedNanos = now + CARRIED_NANOS;
            listener.onCarried(line, carriedBps, sender.limitedBySender(), now);
        }
    }

    /** What the path to the peer was found to carry, in bits per second, or 0 while it does not tell. */
    public long carriedBps(long nowNanos) {
        return sender.carriedBps(nowNanos);
    }

    /** What may be sent to the peer in all, in bits per second. */
    public long targetBps() {
        return sender.estimator().targetBps();
    }

    private void share() {
        if (sender.share(tracks.outbound(), now)) {
            listener.onShared();
        }
    }

    @Override
    public void onReceptionReports() {
        sender.onReport(tracks.outbound(), now);
    }

    @Override
    public void sendRtcp(PacketBuffer slot) {
        NetworkPath path = ice.path();
        if (protector != null && path != null) {
            sendProtected(slot, protector.protectRtcp(slot.bytes, slot.offset, slot.length), path);
        }
    }

    private void sendProtected(PacketBuffer slot, int length, NetworkPath to) {
        if (length < 0) {
            drops.count(reason(length));
            return;
        }
        slot.length = length;
        sent.onBytes(length, now);
        outbox.send(slot, to);
    }

    /** Does what is due at this time. */
    public void onDeadline(long nowNanos) {
        now = nowNanos;
        long silentNanos = nowNanos - lastAuthenticNanos;
        if (state == TransportState.CONNECTED && silentNanos >= timeouts.interruptedNanos()) {
            become(TransportState.INTERRUPTED);
        }
        if (live() && silentNanos >= timeouts.failedNanos()) {
            fail();
        }
        ice.expire(nowNanos);
        if (live() && ready()) {
            followPath(nowNanos);
            rtcp.onDeadline(nowNanos);
            sender.onDeadline(nowNanos);
            // No feedback will tell that there is none.
            if (sender.shareWanted()) {
                share();
            }
        }
    }

    /** When {@link #onDeadline} is wanted next. */
    public long nextDeadlineNanos() {
        if (!live()) {
            return Long.MAX_VALUE;
        }
        long silence = state == TransportState.CONNECTED ? timeouts.interruptedNanos() : timeouts.failedNanos();
        long next = Math.min(lastAuthenticNanos + silence, ice.consentUntilNanos());
        return ready() ? Math.min(Math.min(next, rtcp.nextDeadlineNanos()), sender.nextDeadlineNanos()) : next;
    }

    public TransportState state() {
        return state;
    }

    /** What was counted since the beginning. */
    public TransportCounters counters() {
        return counters;
    }

    /** How the peer's path is now. */
    public PathFigures figures(long nowNanos) {
        return new PathFigures(
                state,
                ice.path(),
                rtcp.roundTripNanos(),
                rtcp.lossUp(nowNanos),
                rtcp.lossDown(nowNanos),
                received.bps(nowNanos),
                sent.bps(nowNanos),
                sender.estimates() ? sender.estimator().targetBps() : -1,
                sender.estimator().queueNanos(),
                sender.estimator().limit());
    }

    /** Whether DTLS has not ended yet: after {@link #close} the peer has still to be told. */
    public boolean associated() {
        return dtls != null;
    }

    /**
     * Stops at once: no media goes in or out any more, and the keys are forgotten. What still goes out is the association's
     * close_notify, by which the peer notices.
     */
    public void close() {
        if (live()) {
            state = TransportState.CLOSED;
        }
        forget();
    }

    private boolean live() {
        return state != TransportState.CLOSED && state != TransportState.FAILED;
    }

    private void fail() {
        forget();
        become(TransportState.FAILED);
    }

    private void forget() {
        sender.close();
        if (protector != null) {
            protector.close();
            protector = null;
        }
        if (unprotector != null) {
            unprotector.close();
            unprotector = null;
        }
        if (dtls != null) {
            dtls.close();
        }
    }

    private void become(TransportState next) {
        if (state != next) {
            state = next;
            listener.onState(next, now);
        }
    }
}
