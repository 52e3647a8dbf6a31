// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.archive.PartProblem;
import io.apotheca.recorder.archive.PartVerdict;
import io.apotheca.recorder.key.KeyId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is said of a part.
 *
 * @param code empty where nothing is wrong
 */
record PartFinding(String text, Optional<ExitCode> code) {
    static PartFinding of(PartVerdict verdict, ArchiveTarget.Part part) {
        return switch (verdict) {
            case PartVerdict.Whole whole ->
                fine(
                        whole.mediaBytes().isPresent()
                                ? "whole, and everything in it opens"
                                : "whole, by its digest"
                                        + (part.logged().isPresent() ? ", which the database has" : ""));
            case PartVerdict.Unfinished unfinished
            when part.cutOff() && part.logged().isPresent() ->
                fine("ends where a crash cut it off, as the database has it; everything before is there");
            case PartVerdict.Unfinished unfinished ->
                new PartFinding(
                        unfinished.closedOff()
                                ? "UNFINISHED: a crash cut it off. Everything before is there"
                                : "UNFINISHED: it is being written, or a crash left it (archive recover closes it off)",
                        Optional.of(ExitCode.INCOMPLETE));
            case PartVerdict.Broken broken
            when part.open() && part.lengthBytes() == 0 ->
                new PartFinding("UNFINISHED: nothing was written yet", Optional.of(ExitCode.INCOMPLETE));
            case PartVerdict.Broken broken ->
                new PartFinding(
                        text(broken.problem())
                                + (broken.mediaBytes().isPresent()
                                        ? ". Of its beginning "
                                                + bytes(broken.mediaBytes().getAsLong()) + " of media open"
                                        : ""),
                        Optional.of(code(broken.problem())));
        };
    }

    private static PartFinding fine(String text) {
        return new PartFinding(text, Optional.empty());
    }

    static String text(PartProblem problem) {
        return switch (problem) {
            case PartProblem.Foreign() -> "FOREIGN: it is no archive of Apotheca's";
            case PartProblem.UnknownVersion(int version) ->
                "NEWER: a later version of Apotheca wrote it, in format " + version + ": use that one";
            case PartProblem.WrongKey(List<KeyId> recipients) ->
                "WRONG KEY: it is sealed for "
                        + recipients.stream().map(KeyId::toString).collect(Collectors.joining(", "));
            case PartProblem.Deleted() -> "DELETED: its keys were destroyed, and nobody can open it any more";
            case PartProblem.Truncated(long lengthBytes) ->
                "TRUNCATED: its end is missing; " + bytes(lengthBytes) + " are left";
            case PartProblem.Tampered(long offset) ->
                "TAMPERED: it is not what was written"
                        + (offset > 0 ? ", from byte " + offset + " on at the latest" : "");
        };
    }

    static ExitCode code(PartProblem problem) {
        return switch (problem) {
            case PartProblem.Foreign() -> ExitCode.FOREIGN;
            case PartProblem.UnknownVersion(int ignored) -> ExitCode.NEWER;
            case PartProblem.WrongKey(List<KeyId> ignored) -> ExitCode.WRONG_KEY;
            case PartProblem.Deleted() -> ExitCode.DELETED;
            case PartProblem.Truncated(long ignored) -> ExitCode.TRUNCATED;
            case PartProblem.Tampered(long ignored) -> ExitCode.TAMPERED;
        };
    }

    /** Such as 12.3 MB. */
    static String bytes(long count) {
        if (count < 1_000) {
            return count + " B";
        }
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", count / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", count / 1e6);
    }
}
