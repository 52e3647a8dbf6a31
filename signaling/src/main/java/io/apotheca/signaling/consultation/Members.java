// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.wire.OpenConsultation;
import io.apotheca.signaling.wire.RecordingPlan;
import io.apotheca.signaling.wire.ServerMessage;
import io.apotheca.signaling.wire.WaitingPerson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a consultation and who is in it. What is said to everybody goes to the admitted only: this is where the
 * waiting room's boundary is held. Owned by the consultation's mailbox.
 */
final class Members {
    private final Map<String, Member> byId = new LinkedHashMap<>();
    private @Nullable Instant openSince;

    void add(Member member) {
        byId.put(member.id, member);
    }

    void remove(Member member) {
        byId.remove(member.id);
    }

    Optional<Member> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Member> at(StaffDesk desk) {
        return byId.values().stream().filter(member -> member.desk == desk).findFirst();
    }

    Optional<Member> on(ClientConnection connection) {
        return byId.values().stream()
                .filter(member -> Objects.equals(member.connection, connection))
                .findFirst();
    }

    /** Somebody admitted, by the connection they speak on. */
    Optional<Member> admitted(ClientConnection connection) {
        return on(connection).filter(member -> member.admitted);
    }

    List<Member> all() {
        return those(member -> true);
    }

    List<Member> admitted() {
        return those(member -> member.admitted);
    }

    boolean otherStaffThan(Member one) {
        return byId.values().stream().anyMatch(member -> !member.visitor() && member != one);
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    void tellAdmitted(ServerMessage message) {
        admitted().forEach(member -> member.send(message));
    }

    void tellRoster() {
        tellAdmitted(
                new ServerMessage.Roster(admitted().stream().map(Member::person).toList()));
    }

    Attendance attendance() {
        return new Attendance(
                admitted().isEmpty() ? 0 : 1,
                byId.values().stream().map(Member::attendee).toList());
    }

    ConsultationView view(String consultationId, Function<Member, @Nullable RecordingPlan> plan) {
        List<WaitingPerson> waiting = those(member -> !member.admitted).stream()
                .map(member ->
                        new WaitingPerson(member.id, consultationId, member.name, member.since, plan.apply(member)))
                .toList();
        return new ConsultationView(consultationId, waiting, open(consultationId));
    }

    private @Nullable OpenConsultation open(String consultationId) {
        List<Member> admitted = admitted();
        if (admitted.isEmpty()) {
            openSince = null;
            return null;
        }
        Instant since = openSince;
        if (since == null) {
            since = admitted.stream()
                    .map(member -> member.since)
                    .min(Instant::compareTo)
                    .orElseThrow();
            openSince = since;
        }
        return new OpenConsultation(
                consultationId,
                since,
                admitted.stream().map(member -> member.name).toList());
    }

    private List<Member> those(Predicate<Member> which) {
        return byId.values().stream().filter(which).toList();
    }
}
