// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.InboundTrack;
import io.apotheca.media.forward.OutboundTrack;
import io.apotheca.media.forward.PublisherClock;
import io.apotheca.media.forward.SlotParameters;
import io.apotheca.media.forward.Source;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProfile;
import io.apotheca.media.srtp.SrtpProtector;
import io.apotheca.media.srtp.SrtpSuite;
import io.apotheca.media.stun.MessageIntegrity;
import io.apotheca.media.stun.StunMessage;
import io.apotheca.media.stun.StunWriter;
import io.apotheca.media.time.NtpClock;
import io.apotheca.media.transport.HeaderExtensions;
import io.apotheca.media.transport.PeerParameters;
import io.apotheca.media.transport.PeerTimeouts;
import io.apotheca.media.transport.PeerTransport;
import io.apotheca.media.transport.StreamNames;
import io.apotheca.media.transport.StreamReports;
import java.util.List;

/**
 * A datagram from a publisher's path through its transport, its track, and the transports of so many subscribers, into
 * their outboxes. Audio is numbered and told to the estimator; video goes to receivers without feedback, so that none of it
 * waits.
 */
final class Relaying implements Runnable {
    private static final long MILLI = 1_000_000;
    private static final String REMOTE = "remote";
    private static final PeerTimeouts TIMEOUTS = new PeerTimeouts(5_000 * MILLI, 30_000 * MILLI);
    private static final HeaderExtensions EXTENSIONS =
            new HeaderExtensions(4, 5, 6, SamplePacket.WIDE_EXTENSION, SamplePacket.LEVEL_EXTENSION);

    private final SamplePacket packets;
    private final PacketBuffer datagram = new PacketBuffer();
    private final DropCounters drops = new DropCounters();
    private final Sink sink = new Sink();
    private final SrtpSuite suite;
    private final SrtpKeys keys;
    private final SrtpProtector protector;
    private final PeerTransport publisher;
    private final int subscribers;
    private long nowNanos;
    private long expected;

    Relaying(SrtpSuite suite, Codec codec, int subscribers) {
        this.suite = suite;
        this.subscribers = subscribers;
        packets = new SamplePacket(codec);
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        keys = SrtpKeys.split(profile, new byte[2 * (profile.keyLength() + profile.saltLength())]);
        protector = suite.protector(profile, keys.clientKey(), keys.clientSalt());
        publisher = transport();
        InboundTrack track = new InboundTrack(
                codec == Codec.OPUS ? Source.MICROPHONE : Source.CAMERA,
                packets.encoding(),
                publisher.rtp(),
                new PublisherClock(new NtpClock(0, 0)),
                drops);
        publisher.receive(track, "0", List.of(new StreamNames(SamplePacket.SSRC, SamplePacket.SSRC + 1)));
        for (int i = 0; i < subscribers; i++) {
            PeerTransport subscriber = transport();
            SlotParameters slot = new SlotParameters(
                    List.of(packets.encoding()),
                    2 * i + 1,
                    2 * i + 2,
                    codec == Codec.OPUS ? SamplePacket.WIDE_EXTENSION : 0,
                    0);
            OutboundTrack outbound = new OutboundTrack(slot, subscriber, drops);
            subscriber.send(outbound);
            outbound.show(track, 0);
        }
        expected = sink.sent();
    }

    /** A peer whose path is validated and whose keys are there. */
    private PeerTransport transport() {
        IceParameters local = new IceParameters("localufrag", "0123456789012345678901");
        PeerTransport transport = new PeerTransport(
                new PeerParameters(local, REMOTE, EXTENSIONS, 1, "bench", StreamReports.NONE),
                TIMEOUTS,
                new NtpClock(0, 0),
                sink,
                suite,
                peer -> new Sink.Handshake(),
                drops,
                (state, nowNanos) -> {},
                0);
        new StunWriter()
                .message(StunMessage.BINDING_REQUEST, new byte[12], datagram)
                .username(local.ufrag() + ":" + REMOTE)
                .priority(1)
                .useCandidate()
                .controlling(1)
                .integrity(new MessageIntegrity(local.pwd()))
                .end();
        transport.onDatagram(datagram, sink, 0);
        transport.onKeys(keys, 0);
        return transport;
    }

    @Override
    public void run() {
        nowNanos += MILLI;
        expected += subscribers;
        datagram.reset(protector.protectRtp(datagram.bytes, 0, packets.next(datagram.bytes)));
        publisher.onDatagram(datagram, sink, nowNanos);
        sink.written(nowNanos);
        if (sink.sent() != expected) {
            throw new IllegalStateException("not relayed");
        }
    }
}
