// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.archive.PartException;
import io.apotheca.recorder.archive.PartProblem;
import io.apotheca.recorder.export.ArchiveExport;
import io.apotheca.recorder.export.ArchiveMedia;
import io.apotheca.recorder.export.ArchivedSession;
import io.apotheca.recorder.export.ExportException;
import io.apotheca.recorder.export.ExportFormat;
import io.apotheca.recorder.export.ExportLayout;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.signaling.audit.Actor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes files for players. What comes before damage is exported, too, and the exit code tells of the damage. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Makes files for players of archives. What is in clear then is yours to protect.")
final class ArchiveExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ARCHIVE", arity = "1..*", description = "Ids, files or folders.")
    private List<String> given = new ArrayList<>();

    @Mixin
    private final KeyOptions keyOptions = new KeyOptions();

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where the files go.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Option(names = "--format", defaultValue = "mkv", description = "mkv (default), webm or mp4.")
    private String format = "mkv";

    @Option(
            names = "--layout",
            defaultValue = "participants",
            description = "participants (default): a file for each, as recorded; side-by-side: one film, encoded anew.")
    private String layout = "participants";

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration, as for serve; not for files.")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private @Nullable ExitCode worst;

    @Override
    public Integer call() throws StartException {
        ExportFormat chosenFormat = choice(ExportFormat.class, "--format", format);
        ExportLayout chosenLayout = choice(ExportLayout.class, "--layout", layout);
        RecordsPrivateKey key = keyOptions
                .open()
                .orElseThrow(
                        () -> new StartException(ExitCode.USAGE, "An export needs the private key: add --key FILE."));
        List<String> paths =
                given.stream().filter(each -> !ArchiveTargets.isId(each)).toList();
        List<String> ids = given.stream().filter(ArchiveTargets::isId).toList();
        for (ArchiveTarget target : paths.isEmpty() ? List.<ArchiveTarget>of() : ArchiveTargets.files(paths)) {
            export(target, key, chosenLayout, chosenFormat, () -> {});
        }
        if (!ids.isEmpty()) {
            try (ArchiveOffice office = ArchiveOffice.open(config)) {
                for (ArchiveTarget target : ArchiveTargets.stored(office, ids)) {
                    export(
                            target,
                            key,
                            chosenLayout,
                            chosenFormat,
                            () -> target.row()
                                    .ifPresent(row -> office.archives().rows().exported(row, Actor.OPERATOR)));
                }
            }
        }
        return worst == null ? 0 : worst.value();
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String option, String text) throws StartException {
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return each;
            }
        }
        throw new StartException(
                ExitCode.USAGE, option + " takes no " + text + ": archive export --help lists what it takes.");
    }

    /** {@code audit} writes down that somebody does this; before any file is there. */
    private void export(
            ArchiveTarget target,
            RecordsPrivateKey key,
            ExportLayout chosenLayout,
            ExportFormat chosenFormat,
            Runnable audit)
            throws StartException {
        PrintWriter print = spec.commandLine().getOut();
        AtomicReference<@Nullable Progress> progress = new AtomicReference<>();
        ArchiveMedia media = new ArchiveMedia(
                target.parts().stream()
                        .<ArchiveMedia.Sealed>map(part ->
                                () -> new CountingChannel(part.opener().open(), read -> {
                                    Progress present = progress.get();
                                    if (present != null) {
                                        present.advance(read);
                                    }
                                }))
                        .toList(),
                key);
        try {
            Files.createDirectories(out);
            ArchivedSession session;
            try (Progress reading = Progress.ofBytes("Reading", target.lengthBytes(), print)) {
                progress.set(reading);
                session = ArchivedSession.look(media);
            }
            ArchiveExport export = ArchiveExport.plan(session, chosenLayout, chosenFormat, out, target.name());
            audit.run();
            try (Progress writing = Progress.ofBytes("Exporting", export.passes() * target.lengthBytes(), print)) {
                progress.set(writing);
                export.write();
            }
            tell(target, session, export, print);
        } catch (PartException e) {
            throw new StartException(
                    PartFinding.code(e.problem()),
                    target.name() + " is not exported. " + PartFinding.text(e.problem()));
        } catch (ExportException e) {
            throw new StartException(ExitCode.NOT_EXPORTABLE, target.name() + " is not exported. " + e.message());
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.STORAGE,
                    target.name() + " is not exported: it cannot be read, or " + out
                            + " cannot be written. Check permissions" + " and room.");
        }
    }

    private void tell(ArchiveTarget target, ArchivedSession session, ArchiveExport export, PrintWriter print) {
        export.files().forEach(print::println);
        if (!export.indexed()) {
            print.println("  Without ffmpeg these have no index: players show no length, and some cannot seek.");
        }
        if (export.nameless()) {
            print.println(
                    "  Nobody's name is in the film, because no font was found: install fontconfig and a font such as"
                            + " DejaVu Sans, and export it again.");
        }
        if (export.leftOut() > 0) {
            print.println("  " + export.leftOut()
                    + " tracks are encrypted end to end and left out: this version cannot decrypt them.");
        }
        for (PartProblem problem : session.problems()) {
            print.println("  Only what comes before the damage. " + PartFinding.text(problem) + ".");
            found(PartFinding.code(problem));
        }
        if (!target.absent().isEmpty()) {
            print.println("  Without parts that are nowhere: " + target.absent());
            found(ExitCode.INCOMPLETE);
        }
    }

    private void found(ExitCode code) {
        if (worst == null) {
            worst = code;
        }
    }
}
