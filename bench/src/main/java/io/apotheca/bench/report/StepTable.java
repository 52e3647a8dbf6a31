// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import io.apotheca.bench.jmh.StepResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Prints what each step takes and allocates beside what it may. */
public final class StepTable {
    private static final String ROW = "  %-46s  %9s  %9s  %9s  %s%n";

    private StepTable() {}

    public static void print(List<StepResult> results, PrintWriter out, Ansi ansi) {
        out.printf(Locale.ROOT, ROW, "once for each packet", "ns", "bytes", "below", "");
        for (StepResult each : results) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    each.step().title(),
                    "%.0f".formatted(each.nanos()),
                    "%.2f".formatted(each.bytes()),
                    "%.0f".formatted(each.step().mostBytes()),
                    ansi.string(each.met() ? "@|green ✓|@" : "@|bold,red ✗|@"));
        }
        out.println();
        out.println(results.stream().filter(StepResult::met).count() + " of " + results.size()
                + " steps allocate no more than they may.");
        out.flush();
    }
}
