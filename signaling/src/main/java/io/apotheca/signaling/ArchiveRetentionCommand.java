// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.retention.DataType;
import io.apotheca.recorder.retention.KeptItem;
import io.apotheca.recorder.retention.RetentionDecision;
import io.apotheca.recorder.retention.RetentionRun;
import io.apotheca.signaling.audit.Actor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The daily run by hand, or what it would do. */
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description = "Tells what retention says of each archive, and what else has had its time, or deletes it.")
final class ArchiveRetentionCommand implements Callable<Integer> {
    @Option(names = "--dry-run", description = "Change nothing.")
    private boolean dryRun;

    @Option(names = "--now", description = "Delete now what the daily run would delete.")
    private boolean now;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration, as for serve.")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws StartException {
        if (dryRun == now) {
            throw new StartException(ExitCode.USAGE, "Say one of --dry-run and --now.");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (ArchiveOffice office = ArchiveOffice.open(config)) {
            ZoneId zone = office.settings().retention().zone();
            RetentionRun.Outcome outcome = office.archives().retention().run(dryRun, Actor.OPERATOR);
            for (RetentionDecision decision : outcome.decisions()) {
                if (decision.item().type() == DataType.RECORDING || !(decision instanceof RetentionDecision.Keep)) {
                    out.println(named(decision.item()) + "  " + text(decision, zone));
                }
            }
            out.println(
                    dryRun
                            ? "Nothing was changed."
                            : outcome.deleted().size() + " deleted, "
                                    + outcome.failed().size() + " to be tried again.");
            return outcome.failed().isEmpty() ? 0 : ExitCode.STORAGE.value();
        } catch (IOException e) {
            throw ArchiveOffice.unreachable();
        }
    }

    private static String named(KeptItem item) {
        return switch (item.type()) {
            case RECORDING -> item.id();
            case CONSULTATION -> "consultation " + item.id();
            case SIGN_IN -> "sign-in " + item.id();
            case CHAT, NOTES, SHARED_FILES -> throw new IllegalStateException("not kept yet");
        };
    }

    private static String text(RetentionDecision decision, ZoneId zone) {
        return switch (decision) {
            case RetentionDecision.Keep(KeptItem ignored, Optional<Instant> until) ->
                until.map(time -> "kept until " + day(time, zone)).orElse("kept for ever");
            case RetentionDecision.Held(KeptItem ignored, boolean over) ->
                over ? "held, though its time is over" : "held";
            case RetentionDecision.Delete(KeptItem ignored, Instant since) ->
                "its time is over since " + day(since, zone);
        };
    }

    private static String day(Instant time, ZoneId zone) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone).format(time);
    }
}
