// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.DropReason;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.IceClient;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.stun.MessageIntegrity;
import io.apotheca.media.stun.StunMessage;
import io.apotheca.media.stun.StunWriter;
import io.apotheca.media.stun.TransportAddress;
import io.apotheca.media.testing.LinkPath;
import io.apotheca.media.testing.Negotiated;
import io.apotheca.media.testing.Property;
import io.apotheca.media.testing.StandInHandshake;
import io.apotheca.media.testing.VirtualCall;
import io.apotheca.media.testing.VirtualCall.Member;
import io.apotheca.media.testing.VirtualCall.Network;
import io.apotheca.media.testing.VirtualLink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile datagrams at the transport of a running call: each is counted under its reason, none is answered, and the call
 * goes on as if nothing had come.
 */
class PeerTransportAttackTest {
    private static final int FOREIGN_SSRC = 0x7E57_0001;

    private final VirtualCall call = new VirtualCall(11, Network.PERFECT);
    private final Member alice = call.join("alice");
    private final Member bob = call.join("bob");
    private final LinkPath elsewhere =
            new LinkPath(VirtualLink.perfect(0), TransportAddress.of(new byte[] {10, 9, 9, 9}, 4000));
    private int sequence = 1;

    @BeforeEach
    void talk() {
        call.run(1);
    }

    @AfterEach
    void theCallIsUnharmed() {
        assertThat(elsewhere.link().sent()).as("answers to a stranger").isZero();
        int seen = alice.peer().video(0).frames().size();
        int heard = alice.peer().audio(0).heard().size();
        call.run(1);
        assertThat(alice.peer().video(0).frames()).hasSizeBetween(seen + 29, seen + 32);
        assertThat(alice.peer().audio(0).heard()).hasSizeBetween(heard + 49, heard + 51);
        assertThat(alice.peer().video(0).skips()).isZero();
        assertThat(call.events().states("bob")).containsExactly(TransportState.CONNECTED);
        assertThat(call.events().states("alice")).containsExactly(TransportState.CONNECTED);
        assertThat(alice.peer().refused()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 19, 64, 79, 80, 127, 192, 255})
    void noKind(int first) {
        byte[] datagram = new byte[100];
        datagram[0] = (byte) first;
        assertDropped(datagram, bob.path(), DropReason.UNKNOWN_KIND);
        assertDropped(datagram, elsewhere, DropReason.UNKNOWN_KIND);
    }

    @Test
    void noise() {
        Property.check(1, 3000, random -> {
            byte[] datagram = new byte[random.nextInt(1, 200)];
            random.nextBytes(datagram);
            boolean handshake = datagram[0] >= 20 && datagram[0] <= 63;
            NetworkPath from = handshake || random.nextBoolean() ? elsewhere : bob.path();
            assertDroppedOnce(datagram, from);
        });
    }

    @Test
    void aCheckWithoutOurPassword() {
        IceParameters wrong = IceParameters.random(new SplittableRandom(1));
        IceParameters ours = bob.serverIce();
        assertDropped(
                check(bob.peerIce(), new IceParameters(ours.ufrag(), wrong.pwd())), elsewhere, DropReason.STUN_REFUSED);
        assertDropped(check(wrong, ours), elsewhere, DropReason.STUN_REFUSED);
        assertDropped(
                check(bob.peerIce(), new IceParameters(wrong.ufrag(), ours.pwd())), elsewhere, DropReason.STUN_REFUSED);
        assertThat(bob.transport().accepts(elsewhere)).isFalse();
    }

    @Test
    void aCheckUnsignedOrUnnamed() {
        StunWriter writer = new StunWriter();
        PacketBuffer into = new PacketBuffer();
        String username = bob.serverIce().ufrag() + ':' + bob.peerIce().ufrag();
        writer.message(StunMessage.BINDING_REQUEST, new byte[12], into)
                .username(username)
                .end();
        assertDropped(copy(into), elsewhere, DropReason.STUN_REFUSED);
        writer.message(StunMessage.BINDING_REQUEST, new byte[12], into)
                .integrity(new MessageIntegrity(bob.serverIce().pwd()))
                .end();
        assertDropped(copy(into), elsewhere, DropReason.STUN_REFUSED);
        writer.message(StunMessage.BINDING_SUCCESS, new byte[12], into)
                .username(username)
                .integrity(new MessageIntegrity(bob.serverIce().pwd()))
                .end();
        assertDropped(copy(into), elsewhere, DropReason.STUN_REFUSED);
    }

    @Test
    void aCheckWithAnyBitChanged() {
        byte[] valid = check(bob.peerIce(), bob.serverIce());
        int fingerprintType = (valid.length - 8) * 8;
        for (int bit = 2; bit < valid.length * 8; bit++) {
            if (bit >= fingerprintType && bit < fingerprintType + 16) {
                continue; // an unknown attribute behind the signature: to be ignored (RFC 8489, section 14.5)
            }
            byte[] changed = valid.clone();
            changed[bit / 8] ^= (byte) (0x80 >> bit % 8);
            assertDroppedOnce(changed, elsewhere);
        }
        assertThat(bob.transport().accepts(elsewhere)).isFalse();
    }

    @Test
    void aHandshakeFromWhereNoCheckCame() {
        assertDropped(new byte[] {StandInHandshake.FIRST_BYTE, 0}, elsewhere, DropReason.DTLS_NOT_VALIDATED);
    }

    @Test
    void aHandshakeOrMediaBeforeAnyCheck() {
        Member carol = silentMember();
        byte[] media = carol.peer().sealedRtp(packet(FOREIGN_SSRC, 111, 20));
        byte[] hello = {StandInHandshake.FIRST_BYTE, 0};
        assertDropped(carol, hello, carol.path(), DropReason.DTLS_NOT_VALIDATED);
        assertDropped(carol, media, carol.path(), DropReason.NO_KEYS);
        assertThat(carol.handshake().started()).isFalse();
        assertThat(carol.down().sent()).isZero();
    }

    @Test
    void mediaBeforeTheKeys() {
        Member carol = silentMember();
        carol.server()
                .onDatagram(
                        check(carol.peerIce(), carol.serverIce()), call.sim().now());
        assertThat(carol.handshake().started()).isTrue();
        byte[] media = carol.peer().sealedRtp(packet(FOREIGN_SSRC, 111, 20));
        assertDropped(carol, media, carol.path(), DropReason.NO_KEYS);
        assertThat(carol.transport().state()).isEqualTo(TransportState.CONNECTING);
    }

    private Member silentMember() {
        Member carol = call.join("carol");
        carol.up().loss(1);
        return carol;
    }

    @Test
    void authenticMediaFromWhereNoCheckCame() {
        assertDropped(sealed(packet(FOREIGN_SSRC, 111, 20)), elsewhere, DropReason.NO_KEYS);
    }

    @Test
    void mediaWithAnyBitChanged() {
        byte[] valid = sealed(packet(FOREIGN_SSRC, 111, 40));
        for (int bit = 2; bit < valid.length * 8; bit++) {
            byte[] changed = valid.clone();
            changed[bit / 8] ^= (byte) (0x80 >> bit % 8);
            assertDroppedOnce(changed, bob.path());
        }
    }

    @Test
    void controlWithAnyBitChanged() {
        byte[] valid = bob.peer().sealedRtcp(pictureLoss());
        for (int bit = 2; bit < valid.length * 8; bit++) {
            byte[] changed = valid.clone();
            changed[bit / 8] ^= (byte) (0x80 >> bit % 8);
            assertDroppedOnce(changed, bob.path());
        }
    }

    @Test
    void mediaOfAnotherPeer() {
        assertDropped(alice.peer().sealedRtp(packet(FOREIGN_SSRC, 111, 40)), bob.path(), DropReason.AUTH_FAILED);
    }

    @Test
    void mediaTwice() {
        byte[] packet = sealed(packet(FOREIGN_SSRC, 111, 40));
        assertDropped(packet, bob.path(), DropReason.UNKNOWN_SSRC);
        assertDropped(packet, bob.path(), DropReason.REPLAYED);
    }

    @Test
    void controlTwice() {
        byte[] packet = bob.peer().sealedRtcp(pictureLoss());
        bob.server().onDatagram(packet.clone(), call.sim().now());
        assertDropped(packet, bob.path(), DropReason.REPLAYED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, FOREIGN_SSRC, -1})
    void mediaNobodyNegotiated(int ssrc) {
        assertDropped(sealed(packet(ssrc, 96, 40)), bob.path(), DropReason.UNKNOWN_SSRC);
        assertDropped(sealed(packet(ssrc, 97, 40)), bob.path(), DropReason.UNKNOWN_SSRC);
    }

    @Test
    void sourcesWithoutEnd() {
        long refused = 0;
        for (int ssrc = 1; ssrc <= 100; ssrc++) {
            assertDroppedOnce(sealed(packet(ssrc, 111, 20)), bob.path());
            refused = call.drops().of(DropReason.TOO_MANY_SOURCES);
        }
        assertThat(refused).isBetween(36L, 40L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aRetransmissionOfNothing(int payload) {
        int rtxSsrc = bob.peer().camera().stream().rtxSsrc();
        assertDropped(sealed(packet(rtxSsrc, 97, payload)), bob.path(), DropReason.NO_PAYLOAD);
    }

    @Test
    void aRetransmissionOfAnEmptyPacket() {
        int rtxSsrc = bob.peer().camera().stream().rtxSsrc();
        assertDropped(sealed(packet(rtxSsrc, 97, 2)), bob.path(), DropReason.NO_PAYLOAD);
    }

    @Test
    void aRetransmissionBeforeTheStream() {
        byte[] mid = Negotiated.SCREEN_MID.getBytes(StandardCharsets.US_ASCII);
        byte[] packet = new byte[60];
        new RtpHeaderWriter()
                .begin(packet, 0, true, 97, 1, 1, FOREIGN_SSRC)
                .extension(Negotiated.MID, mid, 0, mid.length)
                .end();
        assertDropped(sealed(packet), bob.path(), DropReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 41, 255})
    void paddingThatIsALie(int padding) {
        byte[] packet = packet(FOREIGN_SSRC, 111, 40);
        packet[0] |= 0x20;
        packet[packet.length - 1] = (byte) padding;
        assertDropped(sealed(packet), bob.path(), DropReason.MALFORMED);
    }

    @Test
    void nothingButPadding() {
        byte[] packet = packet(FOREIGN_SSRC, 111, 40);
        packet[0] |= 0x20;
        packet[packet.length - 1] = 40;
        Bytes.put32(packet, 8, bob.peer().screen().stream().ssrc());
        assertDropped(sealed(packet), bob.path(), DropReason.UNKNOWN_SSRC);
        Bytes.put32(packet, 8, bob.peer().camera().stream().rtxSsrc());
        packet[1] = 97;
        assertDropped(sealed(packet), bob.path(), DropReason.NO_PAYLOAD);
    }

    @ParameterizedTest
    @ValueSource(ints = {96, 111, 112})
    void aPayloadTypeThatTheStreamDoesNotHave(int type) {
        int ssrc = bob.peer().camera().stream().rtxSsrc();
        assertDropped(sealed(packet(ssrc, type, 40)), bob.path(), DropReason.UNKNOWN_SSRC);
    }

    @Test
    void anElementOfNoLengthWhereTheLevelShouldBe() {
        byte[] packet = new byte[20];
        new RtpHeaderWriter()
                .begin(packet, 0, false, 111, sequence++, 1, FOREIGN_SSRC)
                .extension(Negotiated.AUDIO_LEVEL, packet, 0, 0)
                .end();
        assertDropped(sealed(packet), bob.path(), DropReason.UNKNOWN_SSRC);
    }

    @Test
    void controlThatIsNone() {
        byte[] packet = pictureLoss();
        Bytes.put16(packet, 2, 500);
        assertDropped(bob.peer().sealedRtcp(packet), bob.path(), DropReason.MALFORMED);
    }

    @ParameterizedTest
    @EnumSource
    void aLengthThatCutsSomethingOff(Cut cut) {
        byte[] whole = switch (cut) {
            case CHECK -> check(bob.peerIce(), bob.serverIce());
            case MEDIA -> sealed(packet(FOREIGN_SSRC, 111, 40));
            case CONTROL -> bob.peer().sealedRtcp(pictureLoss());
        };
        for (int length = 1; length < whole.length; length++) {
            assertDroppedOnce(Arrays.copyOf(whole, length), bob.path());
        }
    }

    /** What is cut. */
    enum Cut {
        CHECK,
        MEDIA,
        CONTROL
    }

    private byte[] sealed(byte[] packet) {
        return bob.peer().sealedRtp(packet);
    }

    /** A plain packet. None has the SSRC of bob's microphone or camera, whose streams it would disturb. */
    private byte[] packet(int ssrc, int payloadType, int payload) {
        byte[] packet = new byte[12 + payload];
        new RtpHeaderWriter()
                .begin(packet, 0, false, payloadType, sequence++, 1000, ssrc)
                .end();
        return packet;
    }

    private byte[] pictureLoss() {
        byte[] packet = new byte[12];
        packet[0] = (byte) 0x81;
        packet[1] = (byte) 206;
        Bytes.put16(packet, 2, 2);
        Bytes.put32(packet, 4, bob.peer().camera().stream().ssrc());
        return packet;
    }

    private static byte[] check(IceParameters peer, IceParameters server) {
        PacketBuffer into = new PacketBuffer();
        new IceClient(peer, server, new SplittableRandom(9)).check(true, into);
        return copy(into);
    }

    private static byte[] copy(PacketBuffer buffer) {
        return Arrays.copyOfRange(buffer.bytes, buffer.offset, buffer.offset + buffer.length);
    }

    private void assertDropped(byte[] datagram, NetworkPath from, DropReason reason) {
        assertDropped(bob, datagram, from, reason);
    }

    private void assertDropped(Member target, byte[] datagram, NetworkPath from, DropReason reason) {
        long before = call.drops().of(reason);
        assertDroppedOnce(target, datagram, from);
        assertThat(call.drops().of(reason)).as(reason.toString()).isEqualTo(before + 1);
    }

    private void assertDroppedOnce(byte[] datagram, NetworkPath from) {
        assertDroppedOnce(bob, datagram, from);
    }

    private void assertDroppedOnce(Member target, byte[] datagram, NetworkPath from) {
        long dropped = dropped();
        long sent =
                target.down().sent() + alice.down().sent() + elsewhere.link().sent();
        target.server().onDatagram(datagram.clone(), from, call.sim().now());
        assertThat(dropped()).as("drops").isEqualTo(dropped + 1);
        assertThat(target.down().sent() + alice.down().sent() + elsewhere.link().sent())
                .as("answers")
                .isEqualTo(sent);
    }

    private long dropped() {
        return Arrays.stream(DropReason.values()).mapToLong(call.drops()::of).sum();
    }
}
