// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

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

/** Ends a legal hold. */
@Command(name = "release", mixinStandardHelpOptions = true, description = "Ends the legal hold on an archive.")
final class ArchiveReleaseCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ARCHIVE", description = "Its id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private UUID archive;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration, as for serve.")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws StartException {
        try (ArchiveOffice office = ArchiveOffice.open(config)) {
            ArchiveHoldCommand.tell(office.archives().rows().release(archive, Actor.OPERATOR), archive);
        }
        spec.commandLine().getOut().println("Released. It is kept as long as retention says.");
        return 0;
    }
}
