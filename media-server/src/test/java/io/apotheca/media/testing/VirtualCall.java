// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.bwe.PathMemory;
import io.apotheca.media.bwe.PathTable;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.forward.InboundTrack;
import io.apotheca.media.forward.OutboundTrack;
import io.apotheca.media.forward.PublisherClock;
import io.apotheca.media.forward.SlotParameters;
import io.apotheca.media.forward.Source;
import io.apotheca.media.ice.IceClient;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.room.Importance;
import io.apotheca.media.room.Participant;
import io.apotheca.media.room.ParticipantListener;
import io.apotheca.media.room.Room;
import io.apotheca.media.room.Slot;
import io.apotheca.media.srtp.JitsiSrtp;
import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProfile;
import io.apotheca.media.stun.TransportAddress;
import io.apotheca.media.time.NtpClock;
import io.apotheca.media.transport.PeerParameters;
import io.apotheca.media.transport.PeerTimeouts;
import io.apotheca.media.transport.PeerTransport;
import io.apotheca.media.transport.StreamNames;
import io.apotheca.media.transport.StreamReports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A room of the real core with virtual peers in it, each behind a bad link of its own, all in virtual time. The same seed
 * gives the same call.
 */
public final class VirtualCall {
    public static final PeerTimeouts TIMEOUTS = new PeerTimeouts(Simulation.seconds(5), Simulation.seconds(30));

    private static final long EPOCH_NANOS = 1_790_000_000L * 1_000_000_000L;
    private static final int PERSON_SLOTS = 3;

    /** What every link of a call does, each way. */
    public record Network(double loss, long delayNanos, long jitterNanos) {
        public static final Network PERFECT = new Network(0, Simulation.millis(10), 0);
    }

    /** One participant: its browser, the links, and the server's side. */
    public record Member(
            VirtualPeer peer,
            VirtualLink up,
            VirtualLink down,
            LinkPath path,
            PeerTransport transport,
            StandInHandshake handshake,
            ServerEnd server,
            IceParameters serverIce,
            IceParameters peerIce,
            List<OutboundTrack> pictures) {}

    private final Network network;
    private final SplittableRandom random;
    private final long startNanos;
    private final Simulation sim;
    private final NtpClock clock;
    private final DropCounters drops = new DropCounters();
    private final RoomEvents events = new RoomEvents();
    private final Room room = new Room("room", events);
    private final Map<String, Member> members = new HashMap<>();
    private int joined;
    private boolean estimates;
    private boolean temporal = true;
    private StreamReports reports = StreamReports.NONE;
    private PathMemory memory = new PathTable(new byte[16]);

    public VirtualCall(long seed, Network network) {
        this(seed, network, Simulation.seconds(100));
    }

    /** A call that begins at this moment of the loop's clock. */
    public VirtualCall(long seed, Network network, long startNanos) {
        this.network = network;
        this.random = new SplittableRandom(seed);
        this.startNanos = startNanos;
        this.sim = new Simulation(startNanos);
        this.clock = new NtpClock(startNanos, EPOCH_NANOS);
    }

    /** From now on who joins negotiates transport-wide feedback on what it receives. */
    public VirtualCall estimating() {
        estimates = true;
        return this;
    }

    /** From now on who joins negotiates feedback by stream (RFC 8888), both ways. */
    public VirtualCall reportingByStream() {
        estimates = false;
        reports = new StreamReports(true, true);
        return this;
    }

    /** From now on the cameras of who joins have no temporal layers. */
    public VirtualCall withoutTemporalLayers() {
        temporal = false;
        return this;
    }

    /** What earlier calls found out about addresses, and what this one does. */
    public VirtualCall remembering(PathMemory shared) {
        memory = shared;
        return this;
    }

    public Simulation sim() {
        return sim;
    }

    public NtpClock clock() {
        return clock;
    }

    public DropCounters drops() {
        return drops;
    }

    public RoomEvents events() {
        return events;
    }

    public Room room() {
        return room;
    }

    public void run(double seconds) {
        sim.runUntil(sim.now() + Simulation.seconds(seconds));
    }

    /** Somebody joins, or joins again under the same id. */
    public Member join(String id) {
        return join(id, 1);
    }

    /** Somebody whose camera sends so many streams, found by their RIDs where there is more than one. */
    public Member join(String id, int layers) {
        return join(id, layers, Importance.USUAL);
    }

    /** The same of somebody whose picture matters so much. */
    public Member join(String id, int layers, Importance importance) {
        Member before = members.get(id);
        if (before != null) {
            before.peer.vanish();
        }
        Member member = member(id, layers, importance);
        if (before != null) {
            sim.remove(before.server).remove(before.peer);
        }
        members.put(id, member);
        touchAll();
        sim.connect(member.up, member.server)
                .connect(member.down, member.peer)
                .add(member.server)
                .add(member.peer);
        return member;
    }

    /** Somebody is to get these layers of the n-th slot's picture. */
    public void target(Member member, int slot, int spatial, int temporal) {
        member.pictures.get(slot).target(spatial, temporal, sim.now());
        touchAll();
    }

    public void leave(String id) {
        room.leave(id, sim.now());
        touchAll();
    }

    /** Somebody leaves, and nothing here keeps what was theirs. */
    public void leaveForGood(String id) {
        leave(id);
        Member member = members.remove(id);
        if (member != null) {
            sim.remove(member.server).remove(member.peer);
        }
    }

    public void setSources(String id, Source... active) {
        room.setSources(id, Set.of(active), sim.now());
        touchAll();
    }

    private void touch(String id) {
        Member member = members.get(id);
        if (member != null) {
            member.server.touch();
        }
    }

    private void touchAll() {
        members.values().forEach(each -> each.server.touch());
    }

    private Member member(String id, int layers, Importance importance) {
        IceParameters serverIce = IceParameters.random(random);
        IceParameters peerIce = IceParameters.random(random);
        VirtualLink up = link();
        VirtualLink down = link();
        SrtpKeys keys = SrtpKeys.split(SrtpProfile.AEAD_AES_128_GCM, bytes(2 * 28));
        StandInHandshake handshake = new StandInHandshake(keys, sim::now);
        int number = ++joined;
        NtpClock peerClock = new NtpClock(startNanos, EPOCH_NANOS + number * Simulation.seconds(7.123));
        VirtualPeer peer = new VirtualPeer(new VirtualPeer.Equipment(
                number,
                up,
                new IceClient(peerIce, serverIce, random.split()),
                keys,
                peerClock,
                sim.now(),
                random.nextLong(),
                layers,
                temporal,
                reports.byPeer()));
        ParticipantListener listener = new ParticipantListener(room, memory, one -> touch(one.id()));
        PeerTransport transport = new PeerTransport(
                new PeerParameters(
                        serverIce, peerIce.ufrag(), Negotiated.EXTENSIONS, random.nextInt(), "server", reports),
                TIMEOUTS,
                clock,
                new LinkOutbox(sim::now),
                new JitsiSrtp(),
                handshake,
                drops,
                listener,
                sim.now());
        List<OutboundTrack> pictures = new ArrayList<>();
        Participant participant = new Participant(
                id, transport, inbound(peer, transport, layers), slots(peer, transport, pictures), importance);
        listener.attach(participant);
        LinkPath path = new LinkPath(down, TransportAddress.of(new byte[] {10, 0, 0, (byte) number}, 5000));
        room.join(participant, sim.now());
        ServerEnd server = new ServerEnd(transport, path);
        return new Member(peer, up, down, path, transport, handshake, server, serverIce, peerIce, pictures);
    }

    private VirtualLink link() {
        return new VirtualLink(random.nextLong(), network.loss, network.delayNanos, network.jitterNanos, 0, 0);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private Map<Source, InboundTrack> inbound(VirtualPeer peer, PeerTransport transport, int layers) {
        PublisherClock publisherClock = new PublisherClock(clock);
        Map<Source, InboundTrack> tracks = new HashMap<>();
        for (Source source : Source.values()) {
            Encoding encoding = source == Source.MICROPHONE ? Negotiated.OPUS : Negotiated.VP8;
            int streams = source == Source.CAMERA ? layers : 1;
            InboundTrack track =
                    new InboundTrack(source, List.of(encoding), streams, 0, transport.rtp(), publisherClock, drops);
            tracks.put(source, track);
            switch (source) {
                case MICROPHONE ->
                    transport.receive(
                            track,
                            Negotiated.MICROPHONE_MID,
                            List.of(new StreamNames(peer.microphone().stream().ssrc(), 0)));
                // The camera's SSRC is announced, the screen's has to be learned from its MID.
                case CAMERA ->
                    transport.receive(
                            track, Negotiated.CAMERA_MID, layers == 1 ? List.of(announced(peer)) : rids(layers));
                case SCREEN -> transport.receive(track, Negotiated.SCREEN_MID, List.of(new StreamNames(0, 0)));
            }
        }
        return tracks;
    }

    private static StreamNames announced(VirtualPeer peer) {
        return new StreamNames(
                peer.camera().stream().ssrc(), peer.camera().stream().rtxSsrc());
    }

    private static List<StreamNames> rids(int layers) {
        return IntStream.range(0, layers)
                .mapToObj(layer -> new StreamNames(Integer.toString(layer), 0, 0))
                .toList();
    }

    private List<Slot> slots(VirtualPeer peer, PeerTransport transport, List<OutboundTrack> pictures) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < PERSON_SLOTS; i++) {
            OutboundTrack audio = outbound(Negotiated.OPUS_WITH_RED, transport);
            peer.receive(new AudioReceiver(audio.ssrc()));
            slots.add(Slot.person(
                    new Slot.Line("audio" + i, audio), new Slot.Line("video" + i, video(peer, transport, pictures))));
        }
        slots.add(Slot.screen(new Slot.Line("screen", video(peer, transport, pictures))));
        return slots;
    }

    private OutboundTrack video(VirtualPeer peer, PeerTransport transport, List<OutboundTrack> pictures) {
        OutboundTrack track = outbound(Negotiated.VP8, transport);
        pictures.add(track);
        peer.receive(new VideoReceiver(track.ssrc(), track.rtxSsrc()));
        return track;
    }

    private OutboundTrack outbound(Encoding encoding, PeerTransport transport) {
        OutboundTrack track = new OutboundTrack(
                new SlotParameters(
                        List.of(encoding),
                        random.nextInt(1, Integer.MAX_VALUE),
                        random.nextInt(1, Integer.MAX_VALUE),
                        estimates ? Negotiated.TRANSPORT_WIDE_CC : 0,
                        0),
                transport,
                drops);
        transport.send(track);
        return track;
    }
}
