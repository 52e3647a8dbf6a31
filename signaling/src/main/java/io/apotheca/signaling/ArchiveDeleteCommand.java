// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.audit.Actor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes an archive for good. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Deletes an archive: its keys first, then its bytes. Nothing brings it back.")
final class ArchiveDeleteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ARCHIVE", description = "Its id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private UUID archive;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration, as for serve.")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws StartException {
        PrintWriter out = spec.commandLine().getOut();
        try (ArchiveOffice office = ArchiveOffice.open(config)) {
            if (!yes && !agreed(out)) {
                out.println("Nothing was deleted.");
                return 0;
            }
            switch (office.archives().disposal().delete(archive, Actor.OPERATOR)) {
                case DELETED -> out.println("Deleted.");
                case ALREADY -> out.println("It was deleted before.");
                case UNKNOWN -> throw ArchiveTargets.unknown(archive);
                case HELD ->
                    throw new StartException(
                            ExitCode.HELD,
                            "There is a legal hold on it, so nothing was deleted: archive list shows why.");
                case RECORDING ->
                    throw new StartException(
                            ExitCode.RECORDING,
                            "It is being recorded, or a crash cut it off less than a day ago, so nothing was deleted:"
                                    + " try archive recover, or tomorrow again.");
            }
            return 0;
        } catch (IOException e) {
            throw ArchiveOffice.unreachable();
        }
    }

    private boolean agreed(PrintWriter out) throws IOException {
        out.print("Delete the archive " + archive + " for good? Type yes: ");
        out.flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().equals("yes");
    }
}
