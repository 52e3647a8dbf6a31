// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.audit.Action;
import io.apotheca.signaling.audit.Actor;
import io.apotheca.signaling.audit.AuditEntry;
import io.apotheca.signaling.recording.StoredConsent;
import io.apotheca.signaling.wire.ConsentAnswer;
import io.apotheca.signaling.wire.ConsentState;
import io.apotheca.signaling.wire.Person;
import io.apotheca.signaling.wire.ServerMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The door of a consultation. A visitor passes by a staff member's explicit act and in no other way; whoever arrives
 * early waits, however many others are let in. Owned by the consultation's mailbox.
 */
final class WaitingRoom {
    private final Consultation consultation;

    WaitingRoom(Consultation consultation) {
        this.consultation = consultation;
    }

    /** Somebody has used a link; their client will connect within the grace. */
    void checkedIn(Participant participant) {
        if (members().find(participant.id()).isEmpty()) {
            Member member = new Member(participant, null);
            members().add(member);
            consultation.startGrace(member);
        }
    }

    /** A staff member takes part. */
    void enter(StaffDesk desk, @Nullable ConsentAnswer consent, Consumer<ServerMessage> reply) {
        Optional<Member> here = members().at(desk);
        if (here.isPresent()) {
            reply.accept(new ServerMessage.Entered(here.get().id, consultation.id));
            return;
        }
        if (!equipment().participants().consultationExists(consultation.id)) {
            reply.accept(Refusals.UNKNOWN_CONSULTATION);
            return;
        }
        if (members().admitted().size() >= equipment().settings().capacity()) {
            reply.accept(Refusals.ROOM_FULL);
            return;
        }
        if (asksFirst(desk, consent, reply)) {
            return;
        }
        if (!desk.takeSeat(consultation.id)) {
            reply.accept(Refusals.ELSEWHERE);
            return;
        }
        seated(
                desk,
                consent,
                (entering, also) ->
                        equipment().participants().add(entering, entry(Action.ENTER, desk, entering.id()), also));
        members().tellRoster();
    }

    /** Whoever would take a seat says first whether they may be recorded, where that is asked. */
    private boolean asksFirst(StaffDesk desk, @Nullable ConsentAnswer consent, Consumer<ServerMessage> reply) {
        ServerMessage.Asked asked = consultation.recording.asked();
        if (asked == null || desk.seat() != null || (consent != null && consultation.recording.asks(consent))) {
            return false;
        }
        reply.accept(asked);
        return true;
    }

    private void ifWaiting(String participantId, Consumer<ServerMessage> reply, Consumer<Member> action) {
        members()
                .find(participantId)
                .filter(member -> !member.admitted)
                .ifPresentOrElse(action, () -> reply.accept(Refusals.NOT_WAITING));
    }

    /** Lets somebody in; the staff member comes with them when not in a consultation yet. */
    void admit(String participantId, StaffDesk desk, @Nullable ConsentAnswer consent, Consumer<ServerMessage> reply) {
        ifWaiting(participantId, reply, member -> {
            if (consultation.recording.of(member) == ConsentState.NEEDED) {
                reply.accept(Refusals.NOT_ANSWERED);
            } else if (!asksFirst(desk, consent, reply)) {
                admit(member, desk, consent, reply);
            }
        });
    }

    private void admit(Member member, StaffDesk desk, @Nullable ConsentAnswer consent, Consumer<ServerMessage> reply) {
        boolean enters = desk.takeSeat(consultation.id);
        if (members().admitted().size() + (enters ? 2 : 1)
                > equipment().settings().capacity()) {
            if (enters) {
                desk.giveUpSeat();
            }
            reply.accept(Refusals.ROOM_FULL);
            return;
        }
        Instant now = equipment().clock().instant();
        Participants.Change admission = new Participants.Change(
                member.id, Participant.State.ADMITTED, true, now, entry(Action.ADMIT, desk, member.id));
        if (enters) {
            seated(
                    desk,
                    consent,
                    (entering, also) -> equipment()
                            .participants()
                            .addAndUpdate(entering, entry(Action.ENTER, desk, entering.id()), also, admission));
        } else {
            equipment().participants().update(admission);
        }
        member.admitted = true;
        member.since = now;
        member.send(new ServerMessage.Admitted(member.id));
        members().tellRoster();
    }

    void decline(String participantId, StaffDesk desk, Consumer<ServerMessage> reply) {
        ifWaiting(participantId, reply, member -> decline(member, desk));
    }

    private void decline(Member member, StaffDesk desk) {
        equipment()
                .participants()
                .update(new Participants.Change(
                        member.id,
                        Participant.State.DECLINED,
                        false,
                        member.since,
                        entry(Action.DECLINE, desk, member.id)));
        members().remove(member);
        consultation.call.dismiss(member, new ServerMessage.Declined());
    }

    /** The seat is taken already; it is given up again if the entry cannot be stored. */
    private void seated(
            StaffDesk desk, @Nullable ConsentAnswer consent, BiConsumer<Participant, Consumer<Handle>> store) {
        Participant entering = new Participant(
                equipment().ids().next(),
                consultation.id,
                Person.Role.PHARMACIST,
                desk.session.name(),
                Participant.State.ADMITTED,
                true,
                desk.session.id(),
                equipment().clock().instant());
        Optional<StoredConsent> said = Optional.ofNullable(consent)
                .filter(consultation.recording::asks)
                .map(given -> consultation.recording.first(entering.id(), given));
        boolean stored = false;
        try {
            store.accept(
                    entering,
                    handle -> said.ifPresent(one -> equipment()
                            .recorder()
                            .recordings()
                            .consent(handle, one, Actor.staff(desk.session.accountId()))));
            stored = true;
        } finally {
            if (!stored) {
                desk.giveUpSeat();
            }
        }
        said.ifPresent(consultation.recording::entered);
        Member member = new Member(entering, desk);
        members().add(member);
        ClientConnection connection = desk.connection();
        if (connection == null) {
            consultation.startGrace(member);
        } else {
            member.attach(connection);
            member.send(new ServerMessage.Entered(member.id, consultation.id));
        }
    }

    private AuditEntry entry(Action action, StaffDesk desk, String participantId) {
        return AuditEntry.of(action, Actor.staff(desk.session.accountId())).about(consultation.id, participantId);
    }

    private Members members() {
        return consultation.members;
    }

    private Equipment equipment() {
        return consultation.equipment;
    }
}
