// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a run is: a bar on a terminal, else a line for each step. */
final class Progress implements AutoCloseable {
    private final int steps;
    private final PrintWriter lines;
    private final @Nullable ProgressBar bar;
    private int begun;

    private Progress(int steps, PrintWriter lines, @Nullable ProgressBar bar) {
        this.steps = steps;
        this.lines = lines;
        this.bar = bar;
    }

    static Progress of(String task, int steps, PrintWriter lines) {
        return new Progress(steps, lines, Terminal.interactive() ? bar(task, steps) : null);
    }

    private static ProgressBar bar(String task, int steps) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(100)
                .clearDisplayOnFinish()
                .hideEta()
                .build();
    }

    void begin(String name) {
        begun++;
        if (bar != null) {
            bar.setExtraMessage(name);
        } else {
            lines.println(begun + " of " + steps + ": " + name);
        }
    }

    /** What is done now, whatever the steps are: a line, or the bar's words. */
    void tell(String what) {
        if (bar != null) {
            bar.setExtraMessage(what);
        } else {
            lines.println(what);
        }
    }

    void done() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
