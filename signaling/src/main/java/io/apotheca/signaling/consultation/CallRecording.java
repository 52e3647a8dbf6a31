// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.audit.Action;
import io.apotheca.signaling.audit.Actor;
import io.apotheca.signaling.audit.AuditEntry;
import io.apotheca.signaling.recording.Archive;
import io.apotheca.signaling.recording.Facts;
import io.apotheca.signaling.recording.Recorder;
import io.apotheca.signaling.recording.RecordingStream;
import io.apotheca.signaling.recording.StaffDecision;
import io.apotheca.signaling.recording.StoredConsent;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ConsentAnswer;
import io.apotheca.signaling.wire.ConsentState;
import io.apotheca.signaling.wire.MissingConsent;
import io.apotheca.signaling.wire.Question;
import io.apotheca.signaling.wire.RecordedContent;
import io.apotheca.signaling.wire.RecordingPlan;
import io.apotheca.signaling.wire.ServerMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether this consultation is recorded. It is only while everybody in it agrees, by their newest answer to exactly the
 * words in use: {@link #settle} compares what is with what may be, at the end of each of the consultation's turns. Owned by
 * the consultation's mailbox.
 */
final class CallRecording {
    private final Consultation consultation;
    private final Recorder recorder;
    private final Executor turns;
    private final Consents consents = new Consents();
    private final Set<String> named = new HashSet<>();
    private boolean loaded;
    private boolean decided;
    private @Nullable RecordedContent wanted;
    private @Nullable RecordingStream stream;

    CallRecording(Consultation consultation, Executor turns) {
        this.consultation = consultation;
        this.recorder = consultation.equipment.recorder();
        this.turns = turns;
        this.wanted = recorder.fromTheBeginning()
                .filter(content -> recorder.offered())
                .orElse(null);
    }

    /** Staff want it recorded, or not. */
    void record(StaffDesk desk, ClientMessage.Record ask, Consumer<ServerMessage> reply) {
        if (!recorder.offered()) {
            reply.accept(Refusals.NOT_RECORDED_HERE);
            return;
        }
        load();
        boolean mine = members().at(desk).isPresent();
        if (!mine && members().admitted().stream().anyMatch(member -> !member.visitor())) {
            reply.accept(Refusals.NOT_IN_CONSULTATION);
            return;
        }
        AuditEntry entry = AuditEntry.of(
                        ask.on() ? Action.RECORDING_ASKED : Action.RECORDING_REFUSED,
                        Actor.staff(desk.session.accountId()))
                .about(consultation.id, null);
        if (ask.on()) {
            RecordedContent content = ask.content() == null ? recorder.usual() : ask.content();
            recorder.recordings().decided(consultation.id, new StaffDecision(content), entry);
            wanted = content;
            consents.goOn();
        } else {
            wanted = null;
            halt();
            recorder.recordings().decided(consultation.id, new StaffDecision(null), entry);
        }
    }

    /** Somebody waiting or admitted answers. Nothing is recorded of them any more when their refusal is being stored. */
    void answer(ClientConnection from, ConsentAnswer given) {
        members().on(from).ifPresentOrElse(member -> answer(member, given), () -> from.send(Refusals.NOT_ADMITTED));
    }

    private void answer(Member member, ConsentAnswer given) {
        load();
        boolean agreed = consents.of(member).filter(StoredConsent::given).isPresent();
        if (!asks(given) && !(agreed && given.answer() != ConsentState.GIVEN)) {
            member.send(Refusals.NOT_ASKED);
            return;
        }
        StoredConsent answer = stored(
                member.id,
                given.answer() == ConsentState.GIVEN
                        ? ConsentState.GIVEN
                        : agreed ? ConsentState.WITHDRAWN : ConsentState.REFUSED,
                given.version());
        if (consents.of(member).filter(before -> same(before, answer)).isPresent()) {
            return;
        }
        if (!answer.given()) {
            consents.put(answer);
            if (member.admitted) {
                halt();
            }
        }
        recorder.recordings().consent(answer, Call.actor(member));
        consents.put(answer);
        RecordingStream current = stream;
        if (current != null && named.contains(member.id)) {
            current.fact(Facts.consent(answer));
        }
    }

    private static boolean same(StoredConsent one, StoredConsent other) {
        return one.given() == other.given() && one.textVersion().equals(other.textVersion());
    }

    /** Whether the answer is to the question that is asked now. */
    boolean asks(ConsentAnswer answer) {
        RecordedContent content = wanted;
        return content != null && recorder.question(content).version().equals(answer.version());
    }

    /** What staff are asked before they enter; null when they are not. */
    ServerMessage.@Nullable Asked asked() {
        RecordedContent content = wanted;
        return content == null ? null : new ServerMessage.Asked(consultation.id, content, recorder.question(content));
    }

    /** Of somebody who is about to enter. */
    StoredConsent first(String participantId, ConsentAnswer given) {
        ConsentState answer = given.answer() == ConsentState.GIVEN ? ConsentState.GIVEN : ConsentState.REFUSED;
        return stored(participantId, answer, given.version());
    }

    private StoredConsent stored(String participantId, ConsentState answer, String version) {
        return new StoredConsent(
                consultation.id,
                participantId,
                answer,
                version,
                consultation.equipment.clock().instant());
    }

    /** An answer that is stored already, of somebody who has just entered. */
    void entered(StoredConsent consent) {
        consents.put(consent);
    }

    /** What this member says to being recorded; null when nobody is asked. */
    @Nullable
    ConsentState of(Member member) {
        RecordedContent content = wanted;
        return content == null ? null : consents.to(recorder.question(content), member);
    }

    /** What staff see of it while this member waits; null where recording is not set up. */
    @Nullable
    RecordingPlan plan(Member member) {
        return recorder.offered() ? new RecordingPlan(wanted, of(member)) : null;
    }

    /** A recording that a process before this one left: it goes on in the same archive when everybody agrees, unless staff ended it. */
    void restore(Archive archive) {
        load();
        if (!recorder.offered() || members().admitted().isEmpty()) {
            recorder.recordings().end(archive);
            return;
        }
        if (!decided) {
            wanted = archive.content();
        }
        stream = recorder.stream(archive, turns, this::facts);
        consents.noteAll();
    }

    /** Has what is recorded follow what may be, and everybody know. */
    void settle() {
        if (!recorder.offered()) {
            return;
        }
        load();
        RecordedContent content = wanted;
        List<Member> present = members().admitted();
        RecordingStream current = stream;
        if (current != null && (present.isEmpty() || current.archive().content() != content)) {
            finish(current);
        }
        if (content != null && !present.isEmpty()) {
            Question question = recorder.question(content);
            consents.note(question, present);
            boolean agreed = !consents.objected()
                    && present.stream().allMatch(member -> consents.to(question, member) == ConsentState.GIVEN);
            if (agreed) {
                run(content, present);
            } else {
                halt();
            }
        }
        RecordingView view = content == null
                ? RecordingView.OFF
                : new RecordingView(content, recorder.question(content), stream, consents.objected(), missing(present));
        members().all().forEach(member -> member.tell(view.to(member, of(member))));
    }

    private List<MissingConsent> missing(List<Member> present) {
        return present.stream()
                .map(member -> new MissingConsent(member.id, Objects.requireNonNull(of(member))))
                .filter(each -> each.consent() != ConsentState.GIVEN)
                .toList();
    }

    private void run(RecordedContent content, List<Member> present) {
        RecordingStream current = stream;
        if (current == null) {
            if (present.stream().noneMatch(Member::visitor) || present.stream().noneMatch(member -> member.joined)) {
                return;
            }
            Archive archive = new Archive(
                    UUID.randomUUID().toString(),
                    consultation.id,
                    recorder.site(),
                    content,
                    consultation.equipment.clock().instant());
            recorder.recordings().begin(archive);
            current = recorder.stream(archive, turns, this::facts);
            stream = current;
            current.run();
        } else if (!current.running() && present.stream().anyMatch(member -> member.joined)) {
            recorder.recordings().resumed(current.archive());
            current.fact(Facts.resumed());
            current.run();
        }
        name(current, present);
    }

    /** Of everybody who has come since, what the archive is to know. */
    private void name(RecordingStream current, List<Member> present) {
        present.stream()
                .filter(member -> named.add(member.id))
                .flatMap(this::factsOf)
                .forEach(current::fact);
    }

    private List<String> facts() {
        List<Member> present = members().admitted();
        present.forEach(member -> named.add(member.id));
        return present.stream().flatMap(this::factsOf).toList();
    }

    private Stream<String> factsOf(Member member) {
        return Stream.concat(
                Stream.of(Facts.person(member.id, member.name, member.role)),
                consents.of(member).map(Facts::consent).stream());
    }

    /** At once, and only then in the audit log. */
    private void halt() {
        RecordingStream current = stream;
        if (current == null || !current.running()) {
            return;
        }
        current.pause();
        current.fact(Facts.paused(reason()));
        recorder.recordings().paused(current.archive());
    }

    private Facts.Reason reason() {
        RecordedContent content = wanted;
        if (content == null) {
            return Facts.Reason.STAFF;
        }
        consents.note(recorder.question(content), members().admitted());
        return consents.objected() ? Facts.Reason.WITHDRAWN : Facts.Reason.ASKING;
    }

    private void finish(RecordingStream over) {
        stream = null;
        named.clear();
        over.end();
        recorder.recordings().end(over.archive());
    }

    /** What was stored before this process; it is read before anything is decided. */
    private void load() {
        if (!loaded && recorder.offered()) {
            consents.putAll(recorder.recordings().newest(consultation.id));
            recorder.recordings().decision(consultation.id).ifPresent(decision -> {
                wanted = decision.content();
                decided = true;
            });
            loaded = true;
        }
    }

    private Members members() {
        return consultation.members;
    }
}
