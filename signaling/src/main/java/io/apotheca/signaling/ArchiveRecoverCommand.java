// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.Recovery;
import io.apotheca.recorder.store.Uploads;
import io.apotheca.signaling.archive.ArchivePlaces;
import io.apotheca.signaling.archive.PartRecovery;
import io.apotheca.signaling.audit.Actor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Closes off what a crash left. Needs no key. What is being written is left alone, so it may run beside a server. */
@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        description = "Closes off what a crash left, tells the database, and brings it to the store.")
final class ArchiveRecoverCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "Only this folder, without a database; else the configured one.")
    private @Nullable Path folder;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration, as for serve.")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private @Nullable ExitCode worst;

    @Override
    public Integer call() throws StartException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (folder != null) {
                tell(Recovery.recover(new LocalFolder(folder)), out);
            } else {
                recover(out);
            }
        } catch (IOException e) {
            throw ArchiveOffice.unreachable();
        }
        return worst == null ? 0 : worst.value();
    }

    private void recover(PrintWriter out) throws StartException, IOException {
        try (ArchiveOffice office = ArchiveOffice.open(config)) {
            ArchivePlaces places = office.archives().places();
            PartRecovery.Report report = office.archives().recovery().recover(Actor.OPERATOR);
            tell(report.outcomes(), out);
            for (PartName name : report.told()) {
                out.println(name + "  the database knows now how it ends");
            }
            if (places.bucket().isPresent() && places.hasFolder()) {
                upload(places, out);
            }
            for (ArchiveTarget target : ArchiveTargets.stored(office, List.of())) {
                if (target.row().isEmpty()) {
                    out.println(target.name() + "  NOT IN THE DATABASE");
                } else if (!target.absent().isEmpty()
                        && target.row().get().shreddedAt().isEmpty()) {
                    out.println(target.name() + "  MISSING: parts " + target.absent() + " are nowhere");
                    worst = ExitCode.INCOMPLETE;
                }
            }
        }
    }

    private void upload(ArchivePlaces places, PrintWriter out) throws IOException {
        long before = finished(places);
        new Uploads(places.folder(), places.bucket().orElseThrow()).turn(0);
        long left = finished(places);
        if (before > 0) {
            out.println((before - left) + " of " + before + " parts were brought to the store.");
        }
        if (left > 0) {
            out.println("The store did not take the others; they stay in the folder.");
            worst = ExitCode.STORAGE;
        }
    }

    private static long finished(ArchivePlaces places) throws IOException {
        return places.folder().parts().stream()
                .filter(name -> Files.exists(places.folder().finished(name)))
                .count();
    }

    private void tell(List<Recovery.Outcome> outcomes, PrintWriter out) {
        if (outcomes.isEmpty()) {
            out.println("No part is without its end.");
        }
        for (Recovery.Outcome outcome : outcomes) {
            switch (outcome) {
                case Recovery.Outcome.ClosedOff(Recovery.PartEndOff end) ->
                    out.println(end.name() + "  closed off: " + PartFinding.bytes(end.lengthBytes()) + " are kept, "
                            + PartFinding.bytes(end.cutBytes()) + " were cut");
                case Recovery.Outcome.Renamed(PartName name) -> out.println(name + "  it had its end");
                case Recovery.Outcome.Empty(PartName name) ->
                    out.println(name + "  nothing had been written yet; deleted");
                case Recovery.Outcome.BeingWritten(PartName name) -> out.println(name + "  is being written");
                case Recovery.Outcome.NotOurs notOurs -> {
                    out.println(notOurs.name() + "  left as it is. " + PartFinding.text(notOurs.problem()));
                    worst = PartFinding.code(notOurs.problem());
                }
                case Recovery.Outcome.Failed failed -> {
                    out.println(failed.name() + "  the disk failed; left as it is");
                    worst = ExitCode.STORAGE;
                }
            }
        }
    }
}
