// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.control.v1.Candidate;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.forward.Source;
import io.apotheca.media.net.AnnouncedAddress;
import io.apotheca.media.net.MediaLoop;
import io.apotheca.media.net.MediaLoops;
import io.apotheca.media.room.Participant;
import io.apotheca.media.room.ParticipantListener;
import io.apotheca.media.room.Room;
import io.apotheca.media.room.RoomListener;
import io.apotheca.media.transport.PeerTransport;
import io.grpc.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rooms of one loop. Every method but the constructor runs on that loop. */
final class RoomHost {
    /** RFC 8445 5.1.2.2: type preference of a host candidate, and the component id of RTP. */
    private static final long HOST_PREFERENCE = 126;

    private static final int COMPONENT = 1;
    private static final int MAX_LOCAL_PREFERENCE = 65_535;

    private final Node node;
    private final MediaLoop loop;
    private final List<Candidate> candidates;
    private final RoomListener events;
    private final Map<String, Room> rooms = new HashMap<>();

    RoomHost(Node node, MediaLoops.Entry entry, RoomListener events) {
        this.node = node;
        this.loop = entry.loop();
        this.candidates = candidates(entry.addresses());
        this.events = events;
    }

    private static List<Candidate> candidates(List<AnnouncedAddress> addresses) {
        return addresses.stream()
                .map(address -> {
                    int place = addresses.indexOf(address);
                    long priority =
                            (HOST_PREFERENCE << 24) | ((long) (MAX_LOCAL_PREFERENCE - place) << 8) | (256 - COMPONENT);
                    return Candidate.newBuilder()
                            .setFoundation(Integer.toString(place + 1))
                            .setPriority((int) priority)
                            .setAddress(address.ip())
                            .setPort(address.port())
                            .build();
                })
                .toList();
    }

    JoinResponse join(JoinRequest request, List<Fingerprint> fingerprints) {
        Room room = rooms.computeIfAbsent(request.getRoomId(), id -> new Room(id, events));
        Participant before = room.participant(request.getParticipantId());
        if (before == null && room.size() >= node.participantsPerRoom()) {
            throw Status.RESOURCE_EXHAUSTED.withDescription("the room is full").asRuntimeException();
        }
        ParticipantBuilder builder = new ParticipantBuilder(node, request, loop.drops());
        ParticipantListener listener = new ParticipantListener(room, one -> loop.touch(one.transport()));
        Handshake handshake = new Handshake(node, fingerprints, loop);
        PeerTransport transport = builder.transport(loop.outbox(), handshake, listener, loop.nowNanos());
        handshake.attach(transport);
        Participant participant = builder.participant(transport);
        listener.attach(participant);
        if (before != null) {
            loop.remove(before.transport());
        }
        loop.add(transport, builder.ice().ufrag());
        room.join(participant, loop.nowNanos());
        touchAll(room);
        return builder.response().addAllCandidates(candidates).build();
    }

    void leave(String roomId, String participantId) {
        Room room = room(roomId);
        Participant participant = room.participant(participantId);
        if (participant == null) {
            throw Status.NOT_FOUND.withDescription("no such participant").asRuntimeException();
        }
        loop.remove(participant.transport());
        room.leave(participantId, loop.nowNanos());
        if (room.isEmpty()) {
            rooms.remove(roomId);
        }
        touchAll(room);
    }

    void setSources(String roomId, String participantId, Set<Source> active) {
        Room room = room(roomId);
        if (!room.setSources(participantId, active, loop.nowNanos())) {
            throw Status.NOT_FOUND.withDescription("no such participant").asRuntimeException();
        }
        touchAll(room);
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
