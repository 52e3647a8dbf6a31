// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.account.StaffSession;
import io.apotheca.signaling.audit.Action;
import io.apotheca.signaling.audit.Actor;
import io.apotheca.signaling.audit.AuditEntry;
import io.apotheca.signaling.log.Trail;
import io.apotheca.signaling.wire.ServerMessage;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consultation while somebody waits for it or is in it. Its state has one owner, its mailbox: every method but
 * {@link #post} and {@link #attendance} runs there. So what clients do, what the media server reports and what timers say happens in one order,
 * messages go out in that order, and a slow database or media node holds up this consultation only.
 */
final class Consultation {
    private static final Logger LOG = LoggerFactory.getLogger(Consultation.class);

    final String id;
    final Equipment equipment;
    final Members members = new Members();
    final WaitingRoom waitingRoom = new WaitingRoom(this);
    final Call call = new Call(this);
    final CallRecording recording;
    private final Mailbox mailbox = new Mailbox();
    private final Consumer<Consultation> onEmpty;
    private @Nullable ConsultationView shown;
    private volatile Attendance attendance = Attendance.NOBODY;

    Consultation(String id, Equipment equipment, Consumer<Consultation> onEmpty) {
        this.id = id;
        this.equipment = equipment;
        this.onEmpty = onEmpty;
        this.recording = new CallRecording(this, task -> equipment.turns().take(id, task));
    }

    /** Runs the task in the mailbox; false when this consultation is over. Any thread may call it. */
    boolean post(Consumer<Consultation> task, Runnable onFailure) {
        return mailbox.post(() -> turn(task, onFailure));
    }

    private void turn(Consumer<Consultation> task, Runnable onFailure) {
        try {
            task.accept(this);
        } catch (RuntimeException e) {
            LOG.error("A consultation could not do what was asked: {}", Trail.of(e));
            onFailure.run();
        }
        settle();
        attendance = members.attendance();
        ConsultationView view = members.view(id, recording::plan);
        if (!view.equals(shown)) {
            shown = view;
            equipment.board().show(view);
        }
        if (members.isEmpty() && mailbox.closeIfIdle()) {
            onEmpty.accept(this);
        }
    }

    private void settle() {
        try {
            recording.settle();
        } catch (RuntimeException e) {
            LOG.error("A consultation's recording could not be settled: {}", Trail.of(e));
        }
    }

    /** Who was here after the last turn. Any thread may ask. */
    Attendance attendance() {
        return attendance;
    }

    /** A visitor's client has come, for the first time or again. */
    void visitorConnected(String participantId, ClientConnection connection) {
        Optional<Member> member = members.find(participantId).or(() -> returned(participantId, connection));
        member.ifPresent(present -> attach(present, connection));
    }

    /** Somebody who is not here now: back after the grace, or done for good. */
    private Optional<Member> returned(String participantId, ClientConnection connection) {
        Optional<Participant> stored = equipment.participants().find(participantId);
        if (stored.isEmpty() || stored.get().state().last()) {
            connection.send(
                    stored.map(Participant::state).map(Consultation::ending).orElse(new ServerMessage.Ended()));
            connection.close(ClientConnection.Ending.DONE);
            return Optional.empty();
        }
        Participant participant = stored.get();
        equipment
                .participants()
                .update(new Participants.Change(
                        participant.id(),
                        participant.state(),
                        true,
                        participant.since(),
                        AuditEntry.of(Action.RETURN, Actor.visitor(participantId))
                                .about(id, participantId)));
        Member member = new Member(participant, null);
        members.add(member);
        return Optional.of(member);
    }

    /** A visitor leaves for good, connected or not. */
    void leave(String participantId) {
        members.find(participantId)
                .ifPresentOrElse(
                        call::leave,
                        () -> equipment
                                .participants()
                                .find(participantId)
                                .filter(participant -> !participant.state().last())
                                .ifPresent(call::leaveUnseen));
    }

    static ServerMessage ending(Participant.State state) {
        return switch (state) {
            case DECLINED -> new ServerMessage.Declined();
            case REMOVED -> new ServerMessage.Removed();
            case WAITING, ADMITTED, LEFT, ENDED -> new ServerMessage.Ended();
        };
    }

    /** A staff member who is in this consultation has a new connection. */
    void staffConnected(StaffDesk desk, ClientConnection connection) {
        members.at(desk).ifPresent(member -> attach(member, connection));
    }

    private void attach(Member member, ClientConnection connection) {
        ClientConnection older = member.connection;
        if (Objects.equals(older, connection)) {
            return;
        }
        if (older != null && member.visitor()) {
            older.send(Refusals.REPLACED);
            older.close(ClientConnection.Ending.REPLACED);
        }
        member.attach(connection);
        if (member.admitted) {
            call.welcome(member);
        } else {
            member.send(new ServerMessage.Waiting(member.since));
        }
    }

    /** The connection of a visitor or of a staff member is gone. */
    void disconnected(ClientConnection lost) {
        members.on(lost).ifPresent(member -> {
            member.connection = null;
            startGrace(member);
            if (member.admitted) {
                members.tellRoster();
            }
        });
    }

    void startGrace(Member member) {
        member.absence++;
        equipment.grace().start(id, member.id, member.absence);
    }

    /** Puts a stored participant back to where they were before a restart. */
    void restore(Participant participant, @Nullable StaffSession session) {
        StaffDesk desk = session == null ? null : equipment.desks().restored(session);
        if (desk != null && !desk.takeSeat(id)) {
            return;
        }
        Member member = new Member(participant, desk);
        members.add(member);
        startGrace(member);
    }

    /** Away for longer than the grace: out of the room; a visitor would have to be admitted again. */
    void graceOver(String participantId, int absence) {
        members.find(participantId)
                .filter(member -> member.connection == null && member.absence == absence)
                .ifPresent(call::lose);
    }
}
