// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Runs somebody else's program; one that is missing fails the test. */
public final class Tool {
    private Tool() {}

    /** What the program says, of its output and its errors, in lines. */
    public static List<String> run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command[0] + " failed: " + said);
            }
            return said.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Decodes a file's tracks; what ffmpeg finds wrong. */
    public static List<String> complaints(String file) {
        return run("ffmpeg", "-v", "warning", "-i", file, "-map", "0", "-f", "null", "-");
    }

    /** A figure of each track of a file, in their order. */
    public static List<String> probe(String file, String figure) {
        String[] command = {
            "ffprobe", "-v", "warning", "-count_frames", "-show_entries", "stream=" + figure, "-of", "csv=p=0", file
        };
        return run(Stream.of(command).toArray(String[]::new));
    }
}
