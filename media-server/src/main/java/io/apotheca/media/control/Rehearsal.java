// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import com.google.protobuf.ByteString;
import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.control.v1.Codec;
import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.ExtensionParameters;
import io.apotheca.media.control.v1.Fingerprint;
import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.media.control.v1.IceParameters;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.MediaKind;
import io.apotheca.media.control.v1.SendEncoding;
import io.apotheca.media.control.v1.SendSection;
import io.apotheca.media.control.v1.Slot;
import io.apotheca.media.control.v1.SlotSection;
import io.apotheca.media.control.v1.Source;
import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.room.Room;
import io.apotheca.media.room.RoomListener;
import io.apotheca.media.srtp.SrtpProfile;
import io.apotheca.media.srtp.SrtpProtector;
import io.apotheca.media.srtp.SrtpSuite;
import io.apotheca.media.transport.Outbox;
import io.apotheca.media.transport.TransportState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A made-up call in memory and in virtual time, before the first real one. It has the Java runtime load and compile the
 * packet path and the handshake: without it the first caller's packets wait for that, and the caller's browser takes the
 * wait for a congested network and holds its picture small for half a minute.
 */
public final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final long STEP_NANOS = 10_000_000;
    private static final int STEPS = 4_000;
    static final int AUDIO_TYPE = 111;
    static final int VIDEO_TYPE = 96;
    private static final int RTX_TYPE = 97;
    private static final int FINGERPRINT_BYTES = 32;
    private static final int PACKET_BYTES = 100;

    private final Node node;
    private final DropCounters drops = new DropCounters();
    private final Room room = new Room("rehearsal", new Nobody());

    private Rehearsal(Node node) {
        this.node = node;
    }

    /** Plays the call; takes a second or two of one core on a cold runtime. */
    public static void run(Node node) {
        for (SrtpProfile profile : SrtpProfile.values()) {
            loadCiphers(node.suite(), profile);
        }
        RehearsalHandshake.run(node.identity());
        new Rehearsal(node).play();
        LOG.debug("Rehearsed");
    }

    /** A library chooses and loads its ciphers when they are first used. */
    private static void loadCiphers(SrtpSuite suite, SrtpProfile profile) {
        byte[] packet = new byte[PacketBuffer.CAPACITY];
        packet[0] = (byte) 0x80;
        byte[] key = new byte[profile.keyLength()];
        byte[] salt = new byte[profile.saltLength()];
        try (SrtpProtector protector = suite.protector(profile, key, salt)) {
            protector.protectRtp(packet, 0, PACKET_BYTES);
        }
    }

    private void play() {
        RehearsalPeer one = join("one", 0);
        RehearsalPeer other = join("other", 0);
        for (int step = 1; step <= STEPS; step++) {
            long now = step * STEP_NANOS;
            one.step(step, now);
            other.step(step, now);
        }
        room.leave("one", STEPS * STEP_NANOS);
        room.leave("other", STEPS * STEP_NANOS);
        one.close();
        other.close();
    }

    private RehearsalPeer join(String id, long nowNanos) {
        ParticipantBuilder builder = new ParticipantBuilder(node, request(id), drops);
        RehearsalPeer peer = new RehearsalPeer(builder, new Nowhere(), nowNanos, node);
        room.join(builder.participant(peer.transport()), nowNanos);
        peer.connect(nowNanos);
        return peer;
    }

    private static JoinRequest request(String id) {
        return JoinRequest.newBuilder()
                .setRoomId("rehearsal")
                .setParticipantId(id)
                .setIce(IceParameters.newBuilder()
                        .setUfrag(RehearsalPeer.REMOTE_UFRAG)
                        .setPwd("0123456789012345678901"))
                .addFingerprints(Fingerprint.newBuilder()
                        .setAlgorithm("sha-256")
                        .setDigest(ByteString.copyFrom(new byte[FINGERPRINT_BYTES])))
                .addSends(send("0", MediaKind.MEDIA_KIND_AUDIO, Source.SOURCE_MICROPHONE, opus())
                        .addEncodings(SendEncoding.newBuilder().setSsrc(RehearsalPeer.AUDIO_SSRC)))
                .addSends(send("1", MediaKind.MEDIA_KIND_VIDEO, Source.SOURCE_CAMERA, vp8())
                        .addEncodings(SendEncoding.newBuilder()
                                .setSsrc(RehearsalPeer.VIDEO_SSRC)
                                .setRtxSsrc(RehearsalPeer.VIDEO_SSRC + 1)))
                .addSlots(Slot.newBuilder()
                        .setAudio(SlotSection.newBuilder().setMid("2").addCodecs(opus()))
                        .setVideo(SlotSection.newBuilder().setMid("3").addCodecs(vp8())))
                .build();
    }

    private static SendSection.Builder send(String mid, MediaKind kind, Source source, CodecParameters codec) {
        return SendSection.newBuilder()
                .setMid(mid)
                .setKind(kind)
                .setSource(source)
                .addCodecs(codec)
                .addExtensions(extension(HeaderExtension.HEADER_EXTENSION_AUDIO_LEVEL, RehearsalPeer.LEVEL_EXTENSION))
                .addExtensions(
                        extension(HeaderExtension.HEADER_EXTENSION_TRANSPORT_WIDE_CC, RehearsalPeer.WIDE_EXTENSION));
    }

    private static ExtensionParameters extension(HeaderExtension extension, int id) {
        return ExtensionParameters.newBuilder()
                .setExtension(extension)
                .setId(id)
                .build();
    }

    private static CodecParameters opus() {
        return CodecParameters.newBuilder()
                .setCodec(Codec.CODEC_OPUS)
                .setPayloadType(AUDIO_TYPE)
                .build();
    }

    private static CodecParameters vp8() {
        return CodecParameters.newBuilder()
                .setCodec(Codec.CODEC_VP8)
                .setPayloadType(VIDEO_TYPE)
                .setRtxPayloadType(RTX_TYPE)
                .build();
    }

    /** Where the rehearsal's datagrams go. */
    private static final class Nowhere implements Outbox {
        private final PacketBuffer buffer = new PacketBuffer();

        @Override
        public PacketBuffer claim() {
            return buffer;
        }

        @Override
        public void send(PacketBuffer datagram, NetworkPath to) {}

        @Override
        public void keep(PacketBuffer claimed) {}

        @Override
        public void sendKept(PacketBuffer kept, NetworkPath to) {}

        @Override
        public void giveBack(PacketBuffer kept) {}

        @Override
        public void tellWhenWritten(Departures departures) {}
    }

    /** Whom the rehearsal's events concern. */
    private static final class Nobody implements RoomListener {
        @Override
        public void onTransport(String roomId, String participantId, TransportState state) {}

        @Override
        public void onSlots(String roomId, String participantId, List<Assignment> assignments) {}

        @Override
        public void onQuality(String roomId, String participantId, Quality quality) {}

        @Override
        public void onLayersWanted(
                String roomId, String participantId, io.apotheca.media.forward.Source source, int highest) {}

        @Override
        public void onSpeaker(String roomId, @Nullable String participantId) {}
    }
}
