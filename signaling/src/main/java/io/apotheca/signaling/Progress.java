// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a run is: a bar on a terminal, else a line for each step. */
public final class Progress implements AutoCloseable {
    private final int steps;
    private final PrintWriter lines;
    private final @Nullable ProgressBar bar;
    private int begun;

    private Progress(int steps, PrintWriter lines, @Nullable ProgressBar bar) {
        this.steps = steps;
        this.lines = lines;
        this.bar = bar;
    }

    public static Progress of(String task, int steps, PrintWriter lines) {
        return new Progress(steps, lines, Terminal.interactive() ? bar(task, steps) : null);
    }

    /** Of so many bytes, {@link #advance} by {@link #advance}; without a terminal nothing is told of them. */
    public static Progress ofBytes(String task, long bytes, PrintWriter lines) {
        return new Progress(
                0,
                lines,
                Terminal.interactive()
                        ? builder(task, bytes).setUnit(" MB", 1_000_000).build()
                        : null);
    }

    private static ProgressBar bar(String task, int steps) {
        return builder(task, steps).hideEta().build();
    }

    private static ProgressBarBuilder builder(String task, long most) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(most)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setUpdateIntervalMillis(100)
                .clearDisplayOnFinish();
    }

    public void begin(String name) {
        begun++;
        if (bar != null) {
            bar.setExtraMessage(name);
        } else {
            lines.println(begun + " of " + steps + ": " + name);
        }
    }

    /** What is done now, whatever the steps are: a line, or the bar's words. */
    public void tell(String what) {
        if (bar != null) {
            bar.setExtraMessage(what);
        } else {
            lines.println(what);
        }
    }

    public void done() {
        if (bar != null) {
            bar.step();
        }
    }

    /** So much more is done. Any thread. */
    public void advance(long bytes) {
        if (bar != null) {
            bar.stepBy(bytes);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
