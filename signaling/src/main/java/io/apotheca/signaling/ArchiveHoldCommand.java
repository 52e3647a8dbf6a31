// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.archive.ArchiveRows;
import io.apotheca.signaling.audit.Actor;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a legal hold on an archive: neither retention nor anybody deletes it until it is released. */
@Command(name = "hold", mixinStandardHelpOptions = true, description = "Puts a legal hold on an archive.")
final class ArchiveHoldCommand implements Callable<Integer> {
    private static final int LONGEST_REASON = 200;

    @Parameters(paramLabel = "ARCHIVE", description = "Its id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private UUID archive;

    @Option(names = "--reason", required = true, description = "Why, at most 200 characters; archive list shows it.")
    private String reason = "";

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration, as for serve.")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws StartException {
        String text = reason.strip();
        if (text.isEmpty()
                || text.length() > LONGEST_REASON
                || !text.codePoints().noneMatch(Character::isISOControl)) {
            throw new StartException(
                    ExitCode.USAGE, "--reason must be one line of 1 to " + LONGEST_REASON + " characters.");
        }
        try (ArchiveOffice office = ArchiveOffice.open(config)) {
            tell(office.archives().rows().hold(archive, text, Actor.OPERATOR), archive);
        }
        spec.commandLine().getOut().println("Held. Nothing deletes it until archive release " + archive + ".");
        return 0;
    }

    /** Returns when it is done. */
    static void tell(ArchiveRows.HoldChange change, UUID archive) throws StartException {
        switch (change) {
            case DONE -> {}
            case UNKNOWN -> throw ArchiveTargets.unknown(archive);
            case ALREADY ->
                throw new StartException(ExitCode.USAGE, "Nothing changed: archive list shows what is held, and why.");
            case TOO_LATE ->
                throw new StartException(
                        ExitCode.DELETED, "It is too late: its keys were destroyed, and nobody can open it any more.");
        }
    }
}
