// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.archive.RecordedArchive;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A table of all archives: what the database has, what lies in the store, and where the two differ. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all archives.")
final class ArchiveListCommand implements Callable<Integer> {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());
    private static final String ROW = "%-36s  %-16s  %8s  %5s  %9s  %s%n";

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration, as for serve.")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws StartException {
        PrintWriter out = spec.commandLine().getOut();
        try (ArchiveOffice office = ArchiveOffice.open(config)) {
            List<ArchiveTarget> targets = ArchiveTargets.stored(office, List.of());
            if (targets.isEmpty()) {
                out.println("There is no archive.");
                return 0;
            }
            out.printf(ROW, "Archive", "Begun", "Length", "Parts", "Size", "State");
            for (ArchiveTarget target : targets) {
                out.printf(
                        ROW,
                        target.name(),
                        target.row().map(row -> MINUTE.format(row.begunAt())).orElse("?"),
                        target.row().map(ArchiveListCommand::length).orElse("?"),
                        target.parts().size(),
                        PartFinding.bytes(target.lengthBytes()),
                        state(target));
            }
        }
        return 0;
    }

    private static String length(RecordedArchive row) {
        Optional<Instant> end = row.endedAt();
        if (end.isEmpty()) {
            return "?";
        }
        long seconds = Duration.between(row.begunAt(), end.get()).toSeconds();
        return "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }

    private static String state(ArchiveTarget target) {
        if (target.row().isEmpty()) {
            return "NOT IN THE DATABASE";
        }
        RecordedArchive row = target.row().get();
        if (row.deletedAt().isPresent()) {
            return "deleted " + MINUTE.format(row.deletedAt().get())
                    + (target.parts().isEmpty() ? "" : ", BUT BYTES ARE THERE");
        }
        if (row.shreddedAt().isPresent()) {
            return "keys destroyed " + MINUTE.format(row.shreddedAt().get()) + ", bytes not deleted yet";
        }
        StringBuilder state = new StringBuilder();
        if (row.endedAt().isEmpty()) {
            state.append("being recorded, or cut off; ");
        }
        if (target.parts().stream().anyMatch(ArchiveTarget.Part::open)) {
            state.append("a part without an end; ");
        }
        if (!target.absent().isEmpty()) {
            state.append("MISSING part ")
                    .append(target.absent().stream().map(String::valueOf).collect(Collectors.joining(", ")))
                    .append("; ");
        }
        row.holdReason()
                .ifPresent(reason -> state.append("held: ").append(reason).append("; "));
        return state.isEmpty() ? "kept" : state.substring(0, state.length() - 2);
    }
}
