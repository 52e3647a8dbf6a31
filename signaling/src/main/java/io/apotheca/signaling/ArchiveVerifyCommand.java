// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.archive.PartVerdict;
import io.apotheca.recorder.archive.PartVerifier;
import io.apotheca.recorder.key.RecordsPrivateKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of every part whether it is what was written; the exit code is that of the first that is not. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verifies archives: without a key their structure and digests, with it everything.")
final class ArchiveVerifyCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ARCHIVE",
            arity = "0..*",
            description = "Ids, files or folders; without any, all archives.")
    private List<String> given = new ArrayList<>();

    @Mixin
    private final KeyOptions keyOptions = new KeyOptions();

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration, as for serve; not for files.")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private @Nullable ExitCode worst;

    @Override
    public Integer call() throws StartException {
        Optional<RecordsPrivateKey> key = keyOptions.open();
        List<String> paths =
                given.stream().filter(each -> !ArchiveTargets.isId(each)).toList();
        List<String> ids = given.stream().filter(ArchiveTargets::isId).toList();
        if (!paths.isEmpty()) {
            verify(ArchiveTargets.files(paths), key);
        }
        if (!ids.isEmpty() || given.isEmpty()) {
            try (ArchiveOffice office = ArchiveOffice.open(config)) {
                List<ArchiveTarget> targets = ArchiveTargets.stored(office, ids).stream()
                        .filter(target -> !ids.isEmpty()
                                || target.row()
                                        .filter(row -> row.shreddedAt().isPresent())
                                        .isEmpty())
                        .toList();
                verify(targets, key);
            }
        }
        return worst == null ? 0 : worst.value();
    }

    private void verify(List<ArchiveTarget> targets, Optional<RecordsPrivateKey> key) throws StartException {
        PrintWriter out = spec.commandLine().getOut();
        long rounds = key.isPresent() ? 2 : 1;
        long bytes =
                rounds * targets.stream().mapToLong(ArchiveTarget::lengthBytes).sum();
        List<String> lines = new ArrayList<>();
        try (Progress progress = Progress.ofBytes("Verifying", bytes, out)) {
            for (ArchiveTarget target : targets) {
                verify(target, key, progress, lines);
            }
        } catch (IOException e) {
            throw ArchiveOffice.unreachable();
        }
        lines.forEach(out::println);
    }

    private void verify(ArchiveTarget target, Optional<RecordsPrivateKey> key, Progress progress, List<String> lines)
            throws IOException {
        lines.add(target.name());
        boolean ends = false;
        int next = 1;
        for (ArchiveTarget.Part part : target.parts()) {
            for (; next < part.number(); next++) {
                missing(next, lines);
            }
            next = part.number() + 1;
            try (SeekableByteChannel channel = new CountingChannel(part.opener().open(), progress::advance)) {
                PartVerdict verdict = new PartVerifier(key, part.logged(), part.open()).verify(channel);
                PartFinding finding = PartFinding.of(verdict, part);
                lines.add("  " + part.label() + "  " + finding.text());
                finding.code().ifPresent(this::found);
                ends = verdict instanceof PartVerdict.Whole whole && whole.archiveEnds();
            }
        }
        int after = next;
        target.absent().stream().filter(number -> number >= after).forEach(number -> missing(number, lines));
        if (target.row().isEmpty() && !target.parts().isEmpty() && key.isPresent() && !ends && worst == null) {
            lines.add("  The last part says that another follows, which is not here");
            found(ExitCode.INCOMPLETE);
        }
    }

    private void missing(int number, List<String> lines) {
        lines.add("  part " + number + "  MISSING: it is nowhere");
        found(ExitCode.INCOMPLETE);
    }

    /** What is damaged counts more than what is missing. */
    private void found(ExitCode code) {
        if (worst == null || worst == ExitCode.INCOMPLETE) {
            worst = code;
        }
    }
}
