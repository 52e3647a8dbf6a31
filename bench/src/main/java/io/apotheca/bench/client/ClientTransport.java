// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.dtls.DtlsEndpoint;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProtector;
import io.apotheca.media.srtp.SrtpSuite;
import io.apotheca.media.srtp.SrtpUnprotector;
import io.apotheca.media.stun.StunMessage;
import io.apotheca.media.stun.TransportAddress;
import io.apotheca.media.time.NtpClock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One participant's transport and all that goes over it: a client's half of ICE, DTLS, SRTP, RTP and RTCP. Without sockets
 * or a clock: datagrams and the time come in, datagrams go out by a {@link Line}. Owned by its loop; media that flows
 * allocates nothing but what the cipher does.
 */
final class ClientTransport implements OutgoingStream.Sink {
    /** What one transport is given to begin with. */
    record Setup(IceParameters own, RemoteParameters remote, SrtpSuite suite, NtpClock clock, Tally tally) {}

    private static final int FIRST_RTCP = 192;
    private static final int LAST_RTCP = 223;

    private final Setup setup;
    private final Line line;
    private final RandomGenerator random;
    private final IceAgent ice;
    private final Tally tally;
    private final IncomingStreams incoming;
    private final FeedbackSession feedback;
    private final RtpPacket rtp = new RtpPacket();
    private final PacketBuffer answer = new PacketBuffer();
    private List<OutgoingStream> outgoing = List.of();
    private List<SentStream> wanted = List.of();
    private @Nullable DtlsEndpoint handshake;
    private @Nullable SrtpProtector protector;
    private @Nullable SrtpUnprotector unprotector;
    private boolean mediaCame;
    private int transportWide;

    ClientTransport(Setup setup, Line line, RandomGenerator random, long nowNanos) {
        this.setup = setup;
        this.line = line;
        this.random = random;
        this.tally = setup.tally();
        RemoteParameters remote = setup.remote();
        TransportAddress peer = TransportAddress.of(
                remote.address().getAddress().getAddress(), remote.address().getPort());
        ice = new IceAgent(setup.own(), remote.ice(), peer, random, nowNanos);
        incoming = new IncomingStreams(tally);
        feedback = new FeedbackSession(this, setup.clock(), random.nextInt(1, Integer.MAX_VALUE));
    }

    Tally tally() {
        return tally;
    }

    List<OutgoingStream> outgoing() {
        return outgoing;
    }

    IncomingStreams incoming() {
        return incoming;
    }

    boolean receiving() {
        return mediaCame;
    }

    void send(List<SentStream> streams, long nowNanos) {
        wanted = streams;
        if (protector == null) {
            return;
        }
        List<OutgoingStream> next = new ArrayList<>(streams.size());
        for (SentStream each : streams) {
            next.add(outgoing.stream()
                    .filter(before -> before.stream.equals(each))
                    .findFirst()
                    .orElseGet(() -> begin(each, nowNanos)));
        }
        outgoing = List.copyOf(next);
    }

    private OutgoingStream begin(SentStream stream, long nowNanos) {
        return switch (stream.kind()) {
            case AUDIO -> new OutgoingAudio(stream, setup.remote().extensions(), this, random, nowNanos);
            case VIDEO -> new OutgoingVideo(stream, setup.remote().extensions(), this, random, nowNanos);
        };
    }

    void receive(List<ReceivedStream> streams) {
        incoming.set(streams);
    }

    /** The handshake is done: media flows from now on. */
    void onKeys(SrtpKeys keys, long nowNanos) {
        protector = setup.suite().protector(keys.profile(), keys.clientKey(), keys.clientSalt());
        unprotector = setup.suite().unprotector(keys.profile(), keys.serverKey(), keys.serverSalt());
        feedback.start(nowNanos);
        send(wanted, nowNanos);
        line.onConnected();
    }

    /** A datagram that the handshake wants to send. */
    void sendHandshake(byte[] datagram) {
        System.arraycopy(datagram, 0, answer.bytes, 0, datagram.length);
        answer.reset(datagram.length);
        dispatch(answer);
    }

    void onDatagram(PacketBuffer datagram, long nowNanos) {
        tally.datagramsReceived++;
        tally.bytesReceived += datagram.length;
        if (datagram.length < RtpPacket.FIXED_HEADER_LENGTH) {
            tally.refused++;
            return;
        }
        int first = Bytes.u8(datagram.bytes, datagram.offset);
        if (first >= 128 && first <= 191) {
            onMedia(datagram, nowNanos);
        } else if (first >= 20 && first <= 63) {
            if (handshake != null) {
                handshake.onDatagram(datagram.bytes, datagram.offset, datagram.length);
            }
        } else if (StunMessage.looksLikeStun(datagram.bytes, datagram.offset, datagram.length)) {
            onStun(datagram, nowNanos);
        } else {
            tally.refused++;
        }
    }

    private void onStun(PacketBuffer datagram, long nowNanos) {
        if (ice.onStun(datagram, answer, nowNanos)) {
            dispatch(answer);
        }
        if (ice.valid() && handshake == null) {
            handshake = line.shakeHands(setup.remote().fingerprint());
        }
    }

    private void onMedia(PacketBuffer datagram, long nowNanos) {
        SrtpUnprotector cipher = unprotector;
        if (cipher == null) {
            return; // before the keys
        }
        int type = Bytes.u8(datagram.bytes, datagram.offset + 1);
        boolean control = type >= FIRST_RTCP && type <= LAST_RTCP;
        int length = control
                ? cipher.unprotectRtcp(datagram.bytes, datagram.offset, datagram.length)
                : cipher.unprotectRtp(datagram.bytes, datagram.offset, datagram.length);
        boolean understood = length > 0
                && (control
                        ? feedback.onRtcp(datagram.bytes, datagram.offset, length, nowNanos)
                        : rtp.wrap(datagram.bytes, datagram.offset, length) && onRtp(nowNanos));
        tally.refused += understood ? 0 : 1;
    }

    private boolean onRtp(long nowNanos) {
        int extension = setup.remote().extensions().transportWideCc();
        int number = extension == 0 ? -1 : rtp.extension16(extension);
        if (number >= 0) {
            feedback.onArrival(number, nowNanos);
        }
        IncomingStream stream = incoming.find(rtp.ssrc());
        if (stream == null) {
            return false;
        }
        if (stream.stream().ssrc() == rtp.ssrc()) {
            stream.onRtp(rtp, nowNanos);
            noticeMedia(nowNanos);
        } else {
            stream.onRtx(rtp, nowNanos);
        }
        return true;
    }

    private void noticeMedia(long nowNanos) {
        if (!mediaCame && rtp.payloadLength() > 0) {
            mediaCame = true;
            line.onFirstMedia(nowNanos);
        }
    }

    void onDeadline(long nowNanos) {
        if (ice.nextDeadlineNanos() <= nowNanos) {
            ice.check(answer, nowNanos);
            dispatch(answer);
        }
        List<OutgoingStream> streams = outgoing;
        for (int i = 0; i < streams.size(); i++) {
            OutgoingStream each = streams.get(i);
            if (each.nextNanos() <= nowNanos) {
                each.onDeadline(nowNanos);
            }
        }
        if (protector != null) {
            feedback.onDeadline(nowNanos);
        }
    }

    long nextDeadlineNanos() {
        long next = ice.nextDeadlineNanos();
        List<OutgoingStream> streams = outgoing;
        for (int i = 0; i < streams.size(); i++) {
            next = Math.min(next, streams.get(i).nextNanos());
        }
        return protector == null ? next : Math.min(next, feedback.nextDeadlineNanos());
    }

    @Override
    public int nextTransportWide() {
        return transportWide++ & 0xFFFF;
    }

    @Override
    public void sendRtp(PacketBuffer packet, boolean again) {
        if (protector != null) {
            packet.length = protector.protectRtp(packet.bytes, packet.offset, packet.length);
            tally.mediaSent += again ? 0 : 1;
            dispatch(packet);
        }
    }

    void sendRtcp(PacketBuffer packet) {
        if (protector != null) {
            packet.length = protector.protectRtcp(packet.bytes, packet.offset, packet.length);
            dispatch(packet);
        }
    }

    private void dispatch(PacketBuffer datagram) {
        if (datagram.length > 0) {
            tally.datagramsSent++;
            tally.bytesSent += datagram.length;
            line.send(datagram);
        }
    }

    /** Sends no media any more, and ends the association; false where there is none to be ended. */
    boolean close() {
        outgoing = List.of();
        if (protector != null && unprotector != null) {
            protector.close();
            unprotector.close();
            protector = null;
            unprotector = null;
        }
        if (handshake == null) {
            return false;
        }
        handshake.close();
        return true;
    }
}
