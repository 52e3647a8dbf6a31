// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.report;

import io.apotheca.bench.bwe.Grid;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Prints RFC 8868's grid: a row for each delay and queue, a column for each loss. */
final class GridTable {
    private GridTable() {}

    static void print(List<Grid.Cell> grid, PrintWriter out, Ansi ansi) {
        if (grid.isEmpty()) {
            return;
        }
        out.println();
        out.println(ansi.string("@|bold RFC 8868, one flow on 2 Mb/s: Mb/s that arrive, and p95 queue in ms|@"));
        out.println("    delay     queue"
                + grid.stream()
                        .map(Grid.Cell::lossShare)
                        .distinct()
                        .map(loss -> String.format(Locale.ROOT, "%9.0f %% loss", 100 * loss))
                        .collect(Collectors.joining()));
        for (long delay :
                grid.stream().mapToLong(Grid.Cell::delayMillis).distinct().toArray()) {
            for (long queue :
                    grid.stream().mapToLong(Grid.Cell::queueMillis).distinct().toArray()) {
                out.printf(Locale.ROOT, "  %4d ms   %4d ms%s%n", delay, queue, row(grid, delay, queue));
            }
        }
    }

    private static String row(List<Grid.Cell> grid, long delayMillis, long queueMillis) {
        return grid.stream()
                .filter(cell -> cell.delayMillis() == delayMillis && cell.queueMillis() == queueMillis)
                .map(cell -> String.format(
                        Locale.ROOT,
                        "%10.2f %5.0f",
                        cell.phase().mediaBps() / 1e6,
                        cell.phase().queueP95Millis()))
                .collect(Collectors.joining());
    }
}
