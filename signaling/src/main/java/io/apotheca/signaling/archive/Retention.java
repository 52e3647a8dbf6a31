// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.archive;

import io.apotheca.recorder.retention.KeptItem;
import io.apotheca.recorder.retention.RetentionDecision;
import io.apotheca.recorder.retention.RetentionRules;
import io.apotheca.recorder.retention.RetentionRun;
import io.apotheca.signaling.audit.Actor;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One run over all archives: what a crash left is closed off, deletions that were interrupted are finished, and what has had its
 * time is deleted. Then over what else is kept for a time, so that what an archive kept can go with it. May be done again at any
 * time.
 *
 * @param past all other kinds of data that rules may be about
 */
public record Retention(
        RetentionRules rules,
        ArchiveRows rows,
        PartRecovery recovery,
        ArchiveDisposal disposal,
        List<PastRows> past,
        InstantSource clock) {
    public Retention {
        past = List.copyOf(past);
    }

    /** A dry run changes nothing at all. */
    public RetentionRun.Outcome run(boolean dry, Actor actor) throws IOException {
        if (!dry) {
            recovery.recover(actor);
        }
        List<KeptItem> finished = new ArrayList<>();
        List<KeptItem> failed = new ArrayList<>();
        List<KeptItem> kept = new ArrayList<>();
        for (RecordedArchive archive : rows.all()) {
            if (archive.shreddedAt().isEmpty()) {
                kept.add(archive.item());
            } else if (archive.deletedAt().isEmpty() && !dry) {
                try {
                    delete(archive.item(), actor);
                    finished.add(archive.item());
                } catch (IOException e) {
                    failed.add(archive.item());
                }
            }
        }
        RetentionRun.Outcome outcome = RetentionRun.run(rules, kept, clock.instant(), dry, item -> delete(item, actor));
        finished.addAll(outcome.deleted());
        failed.addAll(outcome.failed());
        List<RetentionDecision> decisions = new ArrayList<>(outcome.decisions());
        for (PastRows each : past) {
            if (rules.about(each.type())) {
                RetentionRun.Outcome rest =
                        RetentionRun.run(rules, each.items(), clock.instant(), dry, item -> delete(each, item, actor));
                decisions.addAll(rest.decisions());
                finished.addAll(rest.deleted());
                failed.addAll(rest.failed());
            }
        }
        return new RetentionRun.Outcome(decisions, finished, failed);
    }

    private static void delete(PastRows rows, KeptItem item, Actor actor) throws IOException {
        if (!rows.delete(item.id(), actor)) {
            throw new IOException("not now");
        }
    }

    private void delete(KeptItem item, Actor actor) throws IOException {
        ArchiveDisposal.Outcome outcome = disposal.delete(UUID.fromString(item.id()), actor);
        switch (outcome) {
            case DELETED, ALREADY, UNKNOWN -> {}
            case HELD, RECORDING -> throw new IOException("not now");
        }
    }
}
