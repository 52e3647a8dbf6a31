// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.media.control.v1.Source;
import io.apotheca.signaling.sdp.Agreement;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.Person;
import io.apotheca.signaling.wire.ServerMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody waiting for or in a consultation. Owned by the consultation's mailbox. The connection is absent while the
 * client is away within the grace; the counter tells one absence from the next.
 */
final class Member {
    private static final ClientMessage.Sources NOTHING = new ClientMessage.Sources(false, false, false);

    final String id;
    final Person.Role role;
    final String name;
    final @Nullable StaffDesk desk;
    Instant since;
    boolean admitted;

    @Nullable
    ClientConnection connection;

    int absence;
    boolean joined;
    private @Nullable Agreement agreed;
    private Person.State transport = Person.State.CONNECTING;
    private ClientMessage.Sources sources = NOTHING;
    private boolean sourcesToldHere;
    private ServerMessage.@Nullable Slots slots;
    private ServerMessage.@Nullable Quality quality;
    private ServerMessage.@Nullable Recording told;
    private final Map<io.apotheca.signaling.wire.Source, ServerMessage.Layers> layers =
            new EnumMap<>(io.apotheca.signaling.wire.Source.class);

    Member(Participant participant, @Nullable StaffDesk desk) {
        this.id = participant.id();
        this.role = participant.role();
        this.name = participant.name();
        this.since = participant.since();
        this.admitted = participant.state() == Participant.State.ADMITTED;
        this.desk = desk;
    }

    boolean visitor() {
        return desk == null;
    }

    void send(ServerMessage message) {
        if (connection != null) {
            connection.send(message);
        }
    }

    /** Of the recording, when it is not what this client knows already; who waits only learns of it by being asked. */
    void tell(ServerMessage.Recording recording) {
        boolean news = told != null || admitted || !recording.equals(ServerMessage.Recording.OFF);
        if (news && !recording.equals(told)) {
            told = recording;
            send(recording);
        }
    }

    void attach(ClientConnection newer) {
        connection = newer;
        told = null;
        sourcesToldHere = false;
        absence++;
    }

    /** An offer was accepted: a new transport, which shows nothing yet and of which everything is wanted. */
    void joined(Agreement by) {
        joined = true;
        agreed = by;
        transport = Person.State.CONNECTING;
        slots = null;
        quality = null;
        layers.clear();
        if (!sourcesToldHere) {
            sources = NOTHING;
        }
    }

    /** What this client's media is connected by, or null when it is not. */
    @Nullable
    Agreement agreed() {
        return agreed;
    }

    void transport(Person.State state) {
        transport = state;
    }

    void sources(ClientMessage.Sources told) {
        sources = told;
        sourcesToldHere = true;
    }

    List<Source> activeSources() {
        List<Source> active = new ArrayList<>(3);
        if (sources.microphone()) {
            active.add(Source.SOURCE_MICROPHONE);
        }
        if (sources.camera()) {
            active.add(Source.SOURCE_CAMERA);
        }
        if (sources.screen()) {
            active.add(Source.SOURCE_SCREEN);
        }
        return active;
    }

    void slots(ServerMessage.Slots shown) {
        slots = shown;
        send(shown);
    }

    void quality(ServerMessage.Quality kept) {
        quality = kept;
        send(kept);
    }

    void layers(ServerMessage.Layers wanted) {
        layers.put(wanted.source(), wanted);
        send(wanted);
    }

    /** For a client that is back: what its slots show and how well, and which layers of its sources are wanted. */
    void sendMediaAgain() {
        if (slots != null) {
            send(slots);
        }
        if (quality != null) {
            send(quality);
        }
        layers.values().forEach(this::send);
    }

    Attendance.Attendee attendee() {
        Attendance.Stage stage = !admitted
                ? Attendance.Stage.WAITING
                : switch (person().state()) {
                    case CONNECTING -> Attendance.Stage.CONNECTING;
                    case CONNECTED -> Attendance.Stage.CONNECTED;
                    case RECONNECTING -> Attendance.Stage.RECONNECTING;
                };
        return new Attendance.Attendee(role, stage);
    }

    Person person() {
        Person.State state = connection == null ? Person.State.RECONNECTING : transport;
        boolean slow = Boolean.TRUE.equals(sources.slow());
        return new Person(id, name, role, state, sources.microphone(), sources.camera(), sources.screen(), slow);
    }
}
