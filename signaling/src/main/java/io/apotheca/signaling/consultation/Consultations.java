// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.media.control.v1.RoomEvent;
import io.apotheca.signaling.account.StaffSession;
import io.apotheca.signaling.account.StaffSessions;
import io.apotheca.signaling.config.ConsultationSettings;
import io.apotheca.signaling.media.MediaRefusal;
import io.apotheca.signaling.media.MediaRooms;
import io.apotheca.signaling.recording.Recorder;
import io.apotheca.signaling.token.Ids;
import io.apotheca.signaling.wire.CallQuality;
import io.apotheca.signaling.wire.ServerMessage;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * All consultations that somebody waits for or is in. One is made when it is first spoken to and forgotten when nobody is
 * left; its rows stay. Any thread may use it.
 */
public final class Consultations {
    private final ConcurrentHashMap<String, Consultation> live = new ConcurrentHashMap<>();
    private final Participants participants;
    private final StaffSessions sessions;
    private final ScheduledExecutorService timers;
    private final ConsultationSettings settings;
    private final StaffDesks desks;
    private final Recorder recorder;
    private final Equipment equipment;
    private volatile boolean closing;

    public Consultations(
            ConsultationSettings settings,
            Participants participants,
            StaffSessions sessions,
            MediaRooms media,
            Recorder recorder,
            InstantSource clock,
            Ids ids,
            ScheduledExecutorService timers) {
        this.settings = settings;
        this.participants = participants;
        this.sessions = sessions;
        this.timers = timers;
        QueueBoard board = new QueueBoard(timers);
        this.desks = new StaffDesks(sessions, board);
        this.recorder = recorder;
        this.equipment = new Equipment(
                settings,
                participants,
                media,
                board,
                desks,
                clock,
                ids,
                this::afterGrace,
                recorder,
                (consultationId, task) -> tell(consultationId, _ -> task.run(), () -> {}));
    }

    /** Takes up what a process before this one left: everybody is away, and has the grace to come back. */
    public void restore() {
        participants.present().forEach(participant -> {
            String sessionId = participant.staffSessionId();
            Optional<StaffSession> session = sessionId == null ? Optional.empty() : sessions.known(sessionId);
            tell(
                    participant.consultationId(),
                    consultation -> consultation.restore(participant, session.orElse(null)),
                    () -> {});
        });
        recorder.start();
        recorder.recordings()
                .unfinished()
                .forEach(archive -> tell(
                        archive.consultationId(), consultation -> consultation.recording.restore(archive), () -> {}));
    }

    /** A visitor who has just used a link. */
    public void checkedIn(Participant participant) {
        tell(participant.consultationId(), consultation -> consultation.waitingRoom.checkedIn(participant), () -> {});
    }

    public Client visitor(Participant participant, ClientConnection connection) {
        connection.send(new ServerMessage.Welcome(ServerMessage.Welcome.Role.VISITOR, participant.name()));
        tell(
                participant.consultationId(),
                consultation -> consultation.visitorConnected(participant.id(), connection),
                () -> connection.close(ClientConnection.Ending.GOING_AWAY));
        return new VisitorClient(this, participant.consultationId(), connection);
    }

    public Client staff(StaffSession session, ClientConnection connection) {
        StaffDesk desk = desks.connect(session, connection);
        String seat = desk.seat();
        if (seat != null) {
            tell(
                    seat,
                    consultation -> consultation.staffConnected(desk, connection),
                    () -> connection.close(ClientConnection.Ending.GOING_AWAY));
        }
        return new StaffClient(this, desks, desk, connection);
    }

    /** Completes when the visitor has left, and the audit log says so. */
    public CompletableFuture<Void> leave(Participant participant) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        tell(
                participant.consultationId(),
                consultation -> {
                    consultation.leave(participant.id());
                    done.complete(null);
                },
                () -> done.completeExceptionally(new IllegalStateException("the leave was not stored")));
        return done;
    }

    /** The staff member has signed out: out of the consultation, and the connection is closed. */
    public void signedOut(StaffSession session) {
        desks.of(session).ifPresent(desk -> {
            String seat = desk.seat();
            if (seat != null) {
                tell(seat, consultation -> consultation.members.at(desk).ifPresent(consultation.call::leave), () -> {});
            }
            desks.over(desk);
        });
    }

    /** What the media server reports; of a room that is over here it is ignored. */
    public void onMediaEvent(RoomEvent event) {
        Consultation consultation = live.get(event.getRoomId());
        if (consultation != null) {
            consultation.post(one -> one.call.reports().on(event), () -> {});
        }
    }

    /** How everybody in it is connected; empty when there is no such consultation. Asks the media server, and waits for it. */
    public Optional<CallQuality> quality(String consultationId) throws MediaRefusal {
        if (!participants.consultationExists(consultationId)) {
            return Optional.empty();
        }
        return Optional.of(new CallQuality(consultationId, equipment.media().quality(consultationId)));
    }

    /** Who is here, in all consultations; what changes meanwhile may be in it or not. */
    public Attendance attendance() {
        List<Attendance> each =
                live.values().stream().map(Consultation::attendance).toList();
        return new Attendance(
                each.stream().mapToInt(Attendance::open).sum(),
                each.stream().flatMap(one -> one.people().stream()).toList());
    }

    /** Ends the connections of sessions that are over. To be called every now and then. */
    public void sweep() {
        desks.sweep();
    }

    /** From now on a lost connection means that the server is going, not the client: nobody loses their place. */
    public void closing() {
        closing = true;
    }

    Optional<String> consultationOf(String participantId) {
        return participants.find(participantId).map(Participant::consultationId);
    }

    void disconnected(String consultationId, ClientConnection connection) {
        if (!closing) {
            tell(consultationId, consultation -> consultation.disconnected(connection), () -> {});
        }
    }

    void tell(String consultationId, Consumer<Consultation> task, Runnable onFailure) {
        while (true) {
            Consultation consultation =
                    live.computeIfAbsent(consultationId, id -> new Consultation(id, equipment, this::forget));
            if (consultation.post(task, onFailure)) {
                return;
            }
            forget(consultation);
        }
    }

    private void forget(Consultation over) {
        live.remove(over.id, over);
    }

    private void afterGrace(String consultationId, String participantId, int absence) {
        if (closing) {
            return;
        }
        var _ = timers.schedule(
                () -> tell(
                        consultationId,
                        consultation -> consultation.graceOver(participantId, absence),
                        () -> afterGrace(consultationId, participantId, absence)),
                settings.reconnectGrace().toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
