// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.media.control.v1.Importance;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.signaling.audit.Action;
import io.apotheca.signaling.audit.Actor;
import io.apotheca.signaling.audit.AuditEntry;
import io.apotheca.signaling.media.MediaRefusal;
import io.apotheca.signaling.sdp.Agreement;
import io.apotheca.signaling.sdp.BadOfferException;
import io.apotheca.signaling.sdp.Negotiation;
import io.apotheca.signaling.sdp.PendingAnswer;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.Person;
import io.apotheca.signaling.wire.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the admitted do: offer, switch sources, leave, be removed. Whoever goes loses the media first, then the place, and
 * is told last. Owned by the consultation's mailbox.
 */
final class Call {
    private final Consultation consultation;
    private final MediaReports reports;

    Call(Consultation consultation) {
        this.consultation = consultation;
        this.reports = new MediaReports(consultation.members);
    }

    MediaReports reports() {
        return reports;
    }

    /** For a client that is back in the call. */
    void welcome(Member member) {
        member.send(
                member.visitor()
                        ? new ServerMessage.Admitted(member.id)
                        : new ServerMessage.Entered(member.id, consultation.id));
        members().tellRoster();
        member.sendMediaAgain();
        reports.sendSpeakerAgain(member);
    }

    private void ifAdmitted(ClientConnection from, Consumer<Member> action) {
        members().admitted(from).ifPresentOrElse(action, () -> from.send(Refusals.NOT_ADMITTED));
    }

    void offer(ClientConnection from, ClientMessage.Offer offer) {
        ifAdmitted(from, member -> offer(member, from, offer));
    }

    private void offer(Member member, ClientConnection from, ClientMessage.Offer offer) {
        try {
            PendingAnswer pending = Negotiation.joinRequest(
                    consultation.id, member.id, offer, equipment().settings().videoCodecs());
            Agreement agreed = pending.agreed(equipment().media().join(as(member.role, pending.request())));
            joined(member, agreed);
            from.send(new ServerMessage.Answer(agreed.answer()));
            if (!member.activeSources().isEmpty()) {
                equipment().media().setSources(consultation.id, member.id, member.activeSources());
            }
        } catch (BadOfferException e) {
            from.send(new ServerMessage.Error(e.code(), e.message()));
        } catch (MediaRefusal e) {
            from.send(new ServerMessage.Error(e.code(), e.message()));
        }
        members().tellRoster();
    }

    /** Of what somebody is here for the media server knows how much their picture matters. */
    private static JoinRequest as(Person.Role role, JoinRequest request) {
        return switch (role) {
            case INTERPRETER ->
                request.toBuilder().setImportance(Importance.IMPORTANCE_READ).build();
            case PHARMACIST, PATIENT, GUEST -> request;
        };
    }

    /** Without its audit entry there is no media. */
    private void joined(Member member, Agreement agreed) {
        boolean recorded = false;
        try {
            equipment().participants().record(entry(Action.JOIN, member));
            recorded = true;
        } finally {
            if (!recorded) {
                equipment().media().leave(consultation.id, member.id);
            }
        }
        member.joined(agreed);
    }

    void restart(ClientConnection from, ClientMessage.Restart restart) {
        ifAdmitted(from, member -> restart(member, from, restart));
    }

    private void restart(Member member, ClientConnection from, ClientMessage.Restart restart) {
        Agreement agreed = member.agreed();
        if (agreed == null) {
            from.send(Refusals.NOT_JOINED);
            return;
        }
        try {
            from.send(new ServerMessage.Answer(agreed.answer(equipment().media().restartIce(agreed.restart(restart)))));
        } catch (BadOfferException e) {
            from.send(new ServerMessage.Error(e.code(), e.message()));
        } catch (MediaRefusal e) {
            from.send(new ServerMessage.Error(e.code(), e.message()));
        }
    }

    void sources(ClientConnection from, ClientMessage.Sources sources) {
        ifAdmitted(from, member -> sources(member, from, sources));
    }

    private void sources(Member member, ClientConnection from, ClientMessage.Sources sources) {
        member.sources(sources);
        if (member.joined) {
            try {
                equipment().media().setSources(consultation.id, member.id, member.activeSources());
            } catch (MediaRefusal e) {
                from.send(new ServerMessage.Error(e.code(), e.message()));
            }
        }
        members().tellRoster();
    }

    /** Staff put a visitor out. */
    void remove(String participantId, StaffDesk desk, Consumer<ServerMessage> reply) {
        Optional<Member> member = members().find(participantId).filter(one -> one.admitted && one.visitor());
        if (member.isEmpty() || members().at(desk).isEmpty()) {
            reply.accept(Refusals.NOT_IN_CONSULTATION);
            return;
        }
        AuditEntry entry = AuditEntry.of(Action.REMOVE, Actor.staff(desk.session.accountId()))
                .about(consultation.id, participantId);
        go(member.get(), Participant.State.REMOVED, entry);
        dismiss(member.get(), new ServerMessage.Removed());
    }

    /** A visitor leaves for good, or a staff member goes back to the queue. */
    void leave(Member member) {
        if (member.visitor()) {
            go(member, Participant.State.LEFT, entry(Action.LEAVE, member));
            close(member);
        } else if (members().otherStaffThan(member)) {
            go(member, Participant.State.LEFT, entry(Action.LEAVE, member));
        } else {
            end(member);
        }
    }

    /** A visitor who has been away for longer than the grace leaves for good. */
    void leaveUnseen(Participant participant) {
        equipment()
                .participants()
                .update(gone(
                        new Member(participant, null),
                        Participant.State.LEFT,
                        AuditEntry.of(Action.LEAVE, Actor.visitor(participant.id()))
                                .about(consultation.id, participant.id())));
    }

    /** The last staff member left: nobody stays behind without staff. Those who wait go on waiting. */
    private void end(Member last) {
        equipment().media().close(consultation.id);
        List<Member> visitors =
                members().admitted().stream().filter(Member::visitor).toList();
        List<Participants.Change> changes = new ArrayList<>();
        changes.add(gone(last, Participant.State.LEFT, entry(Action.LEAVE, last)));
        visitors.forEach(visitor -> changes.add(gone(
                visitor,
                Participant.State.ENDED,
                AuditEntry.of(Action.END, actor(last)).about(consultation.id, visitor.id))));
        equipment().participants().update(changes);
        forget(last);
        visitors.forEach(visitor -> {
            forget(visitor);
            dismiss(visitor, new ServerMessage.Ended());
        });
    }

    /** Away for too long. A visitor may come back by their session, to the waiting room. */
    void lose(Member member) {
        AuditEntry entry = entry(Action.LEAVE, member).because("connection-lost");
        if (!member.visitor()) {
            go(member, Participant.State.LEFT, entry);
        } else if (member.admitted) {
            member.since = equipment().clock().instant();
            go(member, Participant.State.WAITING, entry);
        } else {
            equipment().participants().update(gone(member, Participant.State.WAITING, entry));
            members().remove(member);
        }
    }

    /** Says the last word and closes. */
    void dismiss(Member member, ServerMessage lastWord) {
        member.send(lastWord);
        close(member);
    }

    private void close(Member member) {
        if (member.connection != null) {
            member.connection.close(ClientConnection.Ending.DONE);
        }
    }

    private void go(Member member, Participant.State state, AuditEntry entry) {
        if (member.admitted) {
            equipment().media().leave(consultation.id, member.id);
        }
        equipment().participants().update(gone(member, state, entry));
        forget(member);
        members().tellRoster();
    }

    private void forget(Member member) {
        members().remove(member);
        StaffDesk desk = member.desk;
        if (desk != null) {
            desk.giveUpSeat();
            equipment().desks().forgetIfIdle(desk);
        }
    }

    private static Participants.Change gone(Member member, Participant.State state, AuditEntry entry) {
        return new Participants.Change(member.id, state, false, member.since, entry);
    }

    private AuditEntry entry(Action action, Member member) {
        return AuditEntry.of(action, actor(member)).about(consultation.id, member.id);
    }

    static Actor actor(Member member) {
        StaffDesk desk = member.desk;
        return desk == null ? Actor.visitor(member.id) : Actor.staff(desk.session.accountId());
    }

    private Members members() {
        return consultation.members;
    }

    private Equipment equipment() {
        return consultation.equipment;
    }
}
