// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static io.apotheca.signaling.RecordedVisit.recorded;
import static io.apotheca.signaling.RecordedVisit.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.apotheca.recorder.control.v1.Begin;
import io.apotheca.recorder.control.v1.PartRef;
import io.apotheca.recorder.control.v1.RecordCommand;
import io.apotheca.recorder.control.v1.RecorderStatistics;
import io.apotheca.recorder.control.v1.RecoveredPart;
import io.apotheca.recorder.control.v1.RecoveredResponse;
import io.apotheca.recorder.control.v1.StateChanged;
import io.apotheca.recorder.control.v1.Trouble;
import io.apotheca.signaling.metrics.Exposition;
import io.apotheca.signaling.wire.ServerMessage.Recording;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a recording goes through when the recorder, its disk or this server fails. */
final class RecorderTroubleTest {
    private final TestServer server = TestServer.recording(TestStorage.inMemory(), Map.of());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void peopleAreToldThatNothingIsRecordedAndStaffWhy() {
        try (Visit visit = recorded(server)) {
            RecorderTwin.Take take = server.recorder().take();
            take.tell(StateChanged.State.STOPPED, Trouble.TROUBLE_FULL);
            assertThat(seen(visit.visitor, Recording.State.TROUBLE).trouble()).isNull();
            assertThat(seen(visit.staff, Recording.State.TROUBLE).trouble()).isEqualTo(Recording.Trouble.FULL);
            take.tell(StateChanged.State.BEHIND, Trouble.TROUBLE_SLOW);
            assertThat(seen(visit.staff, Recording.State.ON).trouble()).isEqualTo(Recording.Trouble.SLOW);
            take.tell(StateChanged.State.RECORDING, Trouble.TROUBLE_UNSPECIFIED);
            assertThat(seen(visit.staff, Recording.State.ON).trouble()).isNull();
            server.awaitAudit("RECORDING_WENT_ON");
            assertThat(troublesNoted()).containsExactly("RECORDING_STOPPED:full", "RECORDING_WENT_ON");
        }
    }

    /** What the audit log has of recordings that stopped, in order, without ids. */
    private List<String> troublesNoted() {
        return server.audit().stream()
                .filter(entry -> entry.startsWith("RECORDING_STOPPED") || entry.startsWith("RECORDING_WENT_ON"))
                .map(entry -> entry.replaceAll(":[0-9a-f]{8}-[0-9a-f-]{27}", ""))
                .toList();
    }

    @Test
    void operatorsSeeHowRecordingsAre() {
        server.recorder()
                .tell(RecorderStatistics.newBuilder()
                        .setSessions(9)
                        .setPaused(1)
                        .setBehind(2)
                        .setStopped(3)
                        .setPartsBegun(17)
                        .setPacketsDropped(5)
                        .setUploadsRefused(4)
                        .build());
        Exposition figures = server.figuresWhere(now -> now.sum("apotheca_recorder_uploads_refused") == 4);
        assertThat(figures.sum("apotheca_recorder_sessions", "state", "stopped"))
                .isEqualTo(3);
        assertThat(figures.sum("apotheca_recorder_sessions", "state", "recording"))
                .isEqualTo(3);
        assertThat(figures.sum("apotheca_recorder_parts_total")).isEqualTo(17);
        assertThat(figures.sum("apotheca_recorder_dropped_packets_total")).isEqualTo(5);
        server.recorder().close();
        server.figuresWhere(now -> now.sum("apotheca_recorder_up") == 0);
    }

    @Test
    void aStreamThatBreaksIsTakenUpWithTheNextPartOfTheSameArchive() {
        try (Visit visit = recorded(server)) {
            Begin first = server.recorder().next(RecordCommand::hasBegin).getBegin();
            server.recorder().take().fail();
            assertThat(seen(visit.staff, Recording.State.TROUBLE).trouble()).isEqualTo(Recording.Trouble.UNREACHABLE);
            seen(visit.visitor, Recording.State.ON);
            server.awaitAudit("RECORDING_WENT_ON");
            assertThat(troublesNoted()).containsExactly("RECORDING_STOPPED:unreachable", "RECORDING_WENT_ON");
            Begin second = server.recorder().next(RecordCommand::hasBegin).getBegin();
            assertThat(second.getArchiveId()).isEqualTo(first.getArchiveId());
            assertThat(second.getPartsBefore()).isEqualTo(1);
            assertThat(first.getOriginMillis()).isZero();
            assertThat(second.getOriginMillis())
                    .isEqualTo(server.clock.instant().toEpochMilli());
            assertThat(second.getFactsList()).isEqualTo(first.getFactsList());
        }
    }

    @Test
    void aPartThatACrashLeftIsNotedAsUnfinished() {
        try (Visit visit = recorded(server)) {
            server.recorder().take().fail();
            seen(visit.staff, Recording.State.TROUBLE);
            seen(visit.staff, Recording.State.ON);
            server.recorder().take().end(1);
            server.awaitAudit("PART_ENDED");
            assertThat(server.query("select outcome from recording_part where part = 1"))
                    .containsExactly("UNFINISHED");
        }
    }

    @Test
    void aPartThatCannotBeNotedIsNotRecorded() {
        try (Visit visit = recorded(server)) {
            server.recorder().take().fail();
            server.breakAudit();
            assertThat(server.recorder().next(RecordCommand.getDefaultInstance()::equals))
                    .as("cancelled")
                    .isNotNull();
            assertThat(visit.participant).isNotEmpty();
        }
    }

    @Test
    void whatBecameOfPartsIsNotedAfterARestart() {
        try (Visit visit = recorded(server)) {
            String archive = server.query("select id from recording").getFirst();
            String strange = UUID.randomUUID().toString();
            RecoveredResponse found = RecoveredResponse.newBuilder()
                    .addParts(recovered(archive, RecoveredPart.Outcome.LOST))
                    .addParts(recovered(strange, RecoveredPart.Outcome.WHOLE))
                    .addParts(recovered(archive, RecoveredPart.Outcome.LEFT))
                    .build();
            server.restart(found);
            server.awaitAudit("PART_ENDED:" + archive + ":1:lost");
            server.awaitAudit("PART_FOUND:" + strange + ":1:whole");
            server.awaitAudit("PART_FOUND:" + archive + ":1:left");
            assertThat(server.recorder().partsAsked())
                    .extracting(PartRef::getArchiveId, PartRef::getPart)
                    .containsExactly(tuple(archive, 1));
            server.restart(found.toBuilder()
                    .addParts(recovered(archive, RecoveredPart.Outcome.WHOLE).toBuilder()
                            .setPart(2))
                    .build());
            server.awaitAudit("PART_ENDED:" + archive + ":2:whole");
            assertThat(server.recorder().partsAsked()).isEmpty();
            assertThat(server.audit())
                    .filteredOn(entry -> entry.startsWith("PART_FOUND"))
                    .as("told once")
                    .hasSize(2);
            assertThat(server.query("select outcome from recording_part order by part"))
                    .containsExactly("LOST", "WHOLE");
            assertThat(server.audit())
                    .filteredOn(entry -> entry.startsWith("PART_ENDED"))
                    .hasSize(2);
            assertThat(visit.participant).isNotEmpty();
        }
    }

    private static RecoveredPart recovered(String archive, RecoveredPart.Outcome outcome) {
        return RecoveredPart.newBuilder()
                .setArchiveId(archive)
                .setPart(1)
                .setOutcome(outcome)
                .build();
    }
}
