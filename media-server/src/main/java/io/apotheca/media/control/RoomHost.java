// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.bwe.PathMemory;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.control.v1.LoopStatistics;
import io.apotheca.media.control.v1.QualityResponse;
import io.apotheca.media.control.v1.RestartIceRequest;
import io.apotheca.media.control.v1.RestartIceResponse;
import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.forward.Source;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.net.AnnouncedAddress;
import io.apotheca.media.net.MediaLoop;
import io.apotheca.media.net.MediaLoops;
import io.apotheca.media.room.Participant;
import io.apotheca.media.room.ParticipantListener;
import io.apotheca.media.room.Room;
import io.apotheca.media.room.RoomListener;
import io.apotheca.media.tap.RoomTap;
import io.apotheca.media.transport.PeerTransport;
import io.apotheca.media.transport.TransportCounters;
import io.grpc.Status;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rooms of one loop. Every method but the constructor runs on that loop. */
final class RoomHost {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Node node;
    private final MediaLoop loop;
    private final List<AnnouncedAddress> addresses;
    private final RoomListener events;
    private final PathMemory memory;
    private final Map<String, Room> rooms = new HashMap<>();
    private final TransportCounters ended = new TransportCounters();

    RoomHost(Node node, MediaLoops.Entry entry, RoomListener events, PathMemory memory) {
        this.node = node;
        this.loop = entry.loop();
        this.addresses = entry.addresses();
        this.events = events;
        this.memory = memory;
    }

    /** Somebody joins a room, which is tapped or not. */
    JoinResponse join(JoinRequest request, List<Fingerprint> fingerprints, @Nullable RoomTap tap) {
        Room room = rooms.computeIfAbsent(request.getRoomId(), id -> new Room(id, events));
        room.tap(tap, loop.nowNanos());
        Participant before = room.participant(request.getParticipantId());
        if (before == null && room.size() >= node.participantsPerRoom()) {
            throw Status.RESOURCE_EXHAUSTED.withDescription("the room is full").asRuntimeException();
        }
        ParticipantBuilder builder = new ParticipantBuilder(node, request, loop.drops());
        ParticipantListener listener = new ParticipantListener(room, memory, one -> loop.touch(one.transport()));
        Handshake handshake = new Handshake(node, fingerprints, loop);
        PeerTransport transport = builder.transport(loop.outbox(), handshake, listener, loop.nowNanos());
        handshake.attach(transport);
        Participant participant = builder.participant(transport);
        listener.attach(participant);
        if (before != null) {
            end(before.transport());
        }
        loop.add(transport, builder.ice().ufrag());
        room.join(participant, loop.nowNanos());
        touchAll(room);
        return builder.response().addAllCandidates(Candidates.of(addresses, 0)).build();
    }

    /** New ICE credentials for a participant whose transport lives. */
    RestartIceResponse restartIce(RestartIceRequest request, IceParameters remote) {
        Participant participant = room(request.getRoomId()).participant(request.getParticipantId());
        if (participant == null) {
            throw Status.NOT_FOUND.withDescription("no such participant").asRuntimeException();
        }
        IceParameters local = IceParameters.random(RANDOM);
        if (!participant.transport().restartIce(local, remote.ufrag())) {
            throw Status.FAILED_PRECONDITION
                    .withDescription("the transport has ended")
                    .asRuntimeException();
        }
        loop.rename(participant.transport(), local.ufrag());
        return RestartIceResponse.newBuilder()
                .setIce(io.apotheca.media.control.v1.IceParameters.newBuilder()
                        .setUfrag(local.ufrag())
                        .setPwd(local.pwd()))
                .addAllCandidates(
                        Candidates.of(addresses, participant.transport().iceRestarts()))
                .build();
    }

    void leave(String roomId, String participantId) {
        Room room = room(roomId);
        Participant participant = room.participant(participantId);
        if (participant == null) {
            throw Status.NOT_FOUND.withDescription("no such participant").asRuntimeException();
        }
        end(participant.transport());
        room.leave(participantId, loop.nowNanos());
        if (room.isEmpty()) {
            rooms.remove(roomId);
        }
        touchAll(room);
    }

    private void end(PeerTransport transport) {
        loop.remove(transport);
        ended.add(transport.counters());
    }

    QualityResponse quality(String roomId) {
        QualityResponse.Builder response = QualityResponse.newBuilder();
        for (Participant participant : room(roomId).participants()) {
            response.addParticipants(Figures.quality(participant, loop.nowNanos()));
        }
        return response.build();
    }

    LoopStatistics statistics() {
        LoopStatistics.Builder statistics = Figures.statistics(loop).setRooms(rooms.size());
        TransportCounters counters = new TransportCounters();
        counters.add(ended);
        for (Room room : rooms.values()) {
            for (Participant participant : room.participants()) {
                counters.add(participant.transport().counters());
                statistics.addParticipants(Figures.sample(participant, loop.nowNanos()));
            }
        }
        return statistics.setTransports(Figures.counts(counters)).build();
    }

    void setSources(String roomId, String participantId, Set<Source> active) {
        Room room = room(roomId);
        if (!room.setSources(participantId, active, loop.nowNanos())) {
            throw Status.NOT_FOUND.withDescription("no such participant").asRuntimeException();
        }
        touchAll(room);
    }

    /** Taps a room, or ends its tap with null. False when there is no such room any more. */
    boolean tap(String roomId, @Nullable RoomTap tap) {
        Room room = rooms.get(roomId);
        if (room != null) {
            room.tap(tap, loop.nowNanos());
            touchAll(room);
        }
        return room != null;
    }

    /** Whoever taps the room needs a key frame. */
    void requestKeyframe(String roomId, int track, int stream) {
        Room room = rooms.get(roomId);
        if (room != null) {
            room.requestKeyframe(track, stream, loop.nowNanos());
        }
    }

    void closeRoom(String roomId) {
        for (Participant participant : room(roomId).participants()) {
            leave(roomId, participant.id());
        }
    }

    private Room room(String roomId) {
        Room room = rooms.get(roomId);
        if (room == null) {
            throw Status.NOT_FOUND.withDescription("no such room").asRuntimeException();
        }
        return room;
    }

    private void touchAll(Room room) {
        for (Participant participant : room.participants()) {
            loop.touch(participant.transport());
        }
    }
}
