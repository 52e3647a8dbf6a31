// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operating system says of a process on this machine (proc(5)); Linux. */
public record ServerProcess(long pid) {
    private static final int USER_TIME = 11;
    private static final Pattern LIVE = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)$");

    /** The tick of proc(5) is 10 ms on all Linux systems that run Java. */
    private static final long TICK_NANOS = 10_000_000;

    /** Whether this system tells anything of it. */
    public boolean told() {
        return Files.isReadable(file("stat"));
    }

    /** Processor time that all its threads took since it began. */
    public long cpuNanos() throws IOException {
        String stat = Files.readString(file("stat"));
        // The name before the last bracket may hold blanks.
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(words[USER_TIME]) + Long.parseLong(words[USER_TIME + 1])) * TICK_NANOS;
    }

    /** Memory that is its own, its share of what it shares included (PSS). */
    public long memoryBytes() throws IOException {
        return bytes("smaps_rollup", "Pss:");
    }

    /** Memory that is no file's and not shared. */
    long anonymousBytes() throws IOException {
        return bytes("status", "RssAnon:");
    }

    /**
     * What is left in the heap after a collection, and the memory outside of it: the collector's heap is a file of its own in
     * memory, so that anonymous memory is all the rest. Nothing where the JDK's own tool is not there.
     */
    public OptionalLong keptBytes() throws IOException {
        OptionalLong live = liveHeapBytes();
        return live.isEmpty() ? live : OptionalLong.of(live.getAsLong() + anonymousBytes());
    }

    /** Counts what can be reached, after a collection; the collector's own figure counts what it has not cleared yet. */
    private OptionalLong liveHeapBytes() throws IOException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(tool)) {
            return OptionalLong.empty();
        }
        Process asked = new ProcessBuilder(tool.toString(), String.valueOf(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (InputStream told = asked.getInputStream()) {
            return liveBytes(new String(told.readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            asked.destroyForcibly();
        }
    }

    static OptionalLong liveBytes(String told) {
        Matcher total = LIVE.matcher(told);
        return total.find() ? OptionalLong.of(Long.parseLong(total.group(1))) : OptionalLong.empty();
    }

    private long bytes(String from, String name) throws IOException {
        for (String line : Files.readAllLines(file(from))) {
            if (line.startsWith(name)) {
                return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("the system does not tell a process's memory");
    }

    /** Whether it runs. */
    public boolean alive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Asks it to end, waits this long, and then ends it. */
    public void end(Duration patience) throws InterruptedException {
        ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
        if (handle == null || !handle.destroy()) {
            return;
        }
        long untilNanos = System.nanoTime() + patience.toNanos();
        while (handle.isAlive() && System.nanoTime() < untilNanos) {
            Thread.sleep(Duration.ofMillis(20));
        }
        handle.destroyForcibly();
    }

    /** Ends it without a word (SIGKILL), and waits until it is gone. */
    void kill() throws InterruptedException {
        ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
        if (handle != null && handle.destroyForcibly()) {
            while (handle.isAlive()) {
                Thread.sleep(Duration.ofMillis(5));
            }
        }
    }

    private Path file(String name) {
        return Path.of("/proc", String.valueOf(pid), name);
    }
}
