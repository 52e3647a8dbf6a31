// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs ffmpeg, which is the operator's own and need not be there. */
final class Ffmpeg {
    private static final int MOST_SAID_BYTES = 4_096;

    private Ffmpeg() {}

    static boolean installed() {
        try {
            Process process = new ProcessBuilder("ffmpeg", "-version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Writes what ffmpeg reads. Fails when ffmpeg does not read on. */
    @FunctionalInterface
    interface Feed {
        void write(OutputStream to) throws IOException;
    }

    /** Runs it to its end, and feeds its standard input meanwhile. */
    static void run(List<String> arguments, Feed input) throws IOException, ExportException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostats", "-y"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Said said = new Said(process.getErrorStream());
        try {
            Optional<IOException> failure = feed(process, input);
            if (process.waitFor() != 0) {
                throw new ExportException("ffmpeg could not make the file: " + said.firstLine());
            }
            if (failure.isPresent()) {
                throw failure.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What failed, if anything did: the archive's reading, or ffmpeg closed its end, of which it tells the reason itself. */
    private static Optional<IOException> feed(Process process, Feed input) {
        try (OutputStream to = process.getOutputStream()) {
            input.write(to);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /** What it complains of, read on a thread of its own so that it never waits for a reader. */
    private static final class Said {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private final Thread reader;

        Said(InputStream from) {
            reader = Thread.ofVirtual().start(() -> {
                byte[] buffer = new byte[1_024];
                try (from) {
                    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                        if (text.size() < MOST_SAID_BYTES) {
                            text.write(buffer, 0, count);
                        }
                    }
                } catch (IOException e) {
                    // what was said so far has to do
                }
            });
        }

        String firstLine() throws InterruptedException {
            reader.join();
            return text.toString(StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        }
    }
}
