// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.dtls.DtlsEndpoint;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.rtcp.RtcpWriter;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProfile;
import io.apotheca.media.srtp.SrtpProtector;
import io.apotheca.media.stun.MessageIntegrity;
import io.apotheca.media.stun.StunMessage;
import io.apotheca.media.stun.StunWriter;
import io.apotheca.media.stun.TransportAddress;
import io.apotheca.media.transport.Outbox;
import io.apotheca.media.transport.PeerTransport;

/** One side of a {@link Rehearsal}: a peer that sends checks, audio, video with losses, and feedback. */
final class RehearsalPeer {
    static final String REMOTE_UFRAG = "rehearse";
    static final int AUDIO_SSRC = 11;
    static final int VIDEO_SSRC = 22;
    static final int LEVEL_EXTENSION = 1;
    static final int WIDE_EXTENSION = 3;

    private static final int VIDEO_BYTES = 1_000;
    private static final int AUDIO_BYTES = 80;
    private static final int KEYFRAME_STEPS = 500;
    private static final int LOST_ONE_IN = 40;
    private static final int CHECK_STEPS = 100;
    private static final int VIDEO_TICKS = 900;
    private static final int AUDIO_TICKS = 480;

    private record Path(TransportAddress remote) implements NetworkPath {}

    private final NetworkPath path = new Path(TransportAddress.of(new byte[] {127, 0, 0, 1}, 9));
    private final IceParameters ice;
    private final PeerTransport transport;
    private final SrtpKeys keys;
    private final SrtpProtector protector;
    private final PacketBuffer datagram = new PacketBuffer();
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final RtcpWriter rtcp = new RtcpWriter();
    private int wide;

    RehearsalPeer(ParticipantBuilder builder, Outbox outbox, long nowNanos, Node node) {
        ice = builder.ice();
        transport = builder.transport(outbox, peer -> new NoHandshake(), (state, atNanos) -> {}, nowNanos);
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        keys = SrtpKeys.split(profile, new byte[2 * (profile.keyLength() + profile.saltLength())]);
        protector = node.suite().protector(profile, keys.clientKey(), keys.clientSalt());
    }

    PeerTransport transport() {
        return transport;
    }

    void connect(long nowNanos) {
        check(nowNanos);
        transport.onKeys(keys, nowNanos);
    }

    /** Forgets the peer's own keys; its transport ends with the room. */
    void close() {
        protector.close();
    }

    /** Ten milliseconds of a call. */
    void step(int step, long nowNanos) {
        if (step % CHECK_STEPS == 0) {
            check(nowNanos);
            pictureLoss(nowNanos);
        }
        media(AUDIO_SSRC, Rehearsal.AUDIO_TYPE, step, (long) step * AUDIO_TICKS, AUDIO_BYTES, nowNanos);
        if (step % LOST_ONE_IN != 0) {
            media(VIDEO_SSRC, Rehearsal.VIDEO_TYPE, step, (long) step * VIDEO_TICKS, VIDEO_BYTES, nowNanos);
        }
        while (transport.nextDeadlineNanos() <= nowNanos) {
            transport.onDeadline(nowNanos);
        }
    }

    private void check(long nowNanos) {
        new StunWriter()
                .message(StunMessage.BINDING_REQUEST, new byte[12], datagram)
                .username(ice.ufrag() + ":" + REMOTE_UFRAG)
                .priority(1)
                .useCandidate()
                .controlling(1)
                .integrity(new MessageIntegrity(ice.pwd()))
                .end();
        transport.onDatagram(datagram, path, nowNanos);
    }

    private void media(int ssrc, int type, int sequence, long timestamp, int payload, long nowNanos) {
        int length = header.begin(datagram.bytes, 0, true, type, sequence & 0xFFFF, timestamp, ssrc)
                .extension8(LEVEL_EXTENSION, sequence & 0x7F)
                .extension16(WIDE_EXTENSION, wide++ & 0xFFFF)
                .end();
        // A VP8 descriptor with a picture id, and the frame tag that tells key frames (RFC 7741 4.2, 4.3).
        Bytes.put32(datagram.bytes, length, 0x90808000 | (sequence & 0x7F));
        Bytes.put8(datagram.bytes, length + 4, sequence % KEYFRAME_STEPS == 0 || sequence == 1 ? 0 : 1);
        datagram.reset(protector.protectRtp(datagram.bytes, 0, length + payload));
        transport.onDatagram(datagram, path, nowNanos);
    }

    private void pictureLoss(long nowNanos) {
        rtcp.begin(datagram).pictureLoss(AUDIO_SSRC, VIDEO_SSRC).end();
        datagram.reset(protector.protectRtcp(datagram.bytes, 0, datagram.length));
        transport.onDatagram(datagram, path, nowNanos);
    }

    /** The keys of a rehearsal come without a handshake. */
    private static final class NoHandshake implements DtlsEndpoint {
        @Override
        public void onDatagram(byte[] bytes, int offset, int length) {}

        @Override
        public void close() {}
    }
}
