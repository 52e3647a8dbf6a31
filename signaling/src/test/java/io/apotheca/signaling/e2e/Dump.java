// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for secrets in all memory of processes and in all files of folders. Half a secret counts. */
final class Dump {
    private static final Pattern READABLE = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) r\\S+ .*");
    private static final int PIECE = 1 << 22;
    private static final int HALF = 16;

    private final Map<String, byte[]> secrets;
    private final boolean[] firsts = new boolean[256];
    private final Set<String> found = new TreeSet<>();
    private final byte[] piece = new byte[PIECE + HALF];
    private long searchedBytes;

    Dump(Map<String, byte[]> secrets) {
        this.secrets = secrets;
        secrets.values().forEach(secret -> {
            firsts[secret[0] & 0xFF] = true;
            firsts[secret[secret.length - HALF] & 0xFF] = true;
        });
    }

    /** The names of the secrets that were found. */
    Set<String> found() {
        return found;
    }

    long searchedBytes() {
        return searchedBytes;
    }

    /** Everything that the process can read. What it gives back to the system meanwhile is left out. */
    Dump memory(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        try (RandomAccessFile memory =
                new RandomAccessFile(process.resolve("mem").toFile(), "r")) {
            for (String line : Files.readAllLines(process.resolve("maps"))) {
                Matcher region = READABLE.matcher(line);
                if (region.matches() && !line.endsWith("[vvar]") && !line.endsWith("[vsyscall]")) {
                    region(
                            memory,
                            Long.parseUnsignedLong(region.group(1), 16),
                            Long.parseUnsignedLong(region.group(2), 16));
                }
            }
        }
        return this;
    }

    private void region(RandomAccessFile memory, long from, long to) {
        int kept = 0;
        try {
            memory.seek(from);
            for (long at = from; at < to; ) {
                int read = memory.read(piece, kept, (int) Math.min(PIECE, to - at));
                if (read <= 0) {
                    return;
                }
                at += read;
                kept = search(kept + read);
            }
        } catch (IOException e) {
            // Not there any more, or not to be read by anybody.
        }
    }

    Dump files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
                    region(bytes, 0, bytes.length());
                }
            }
        }
        return this;
    }

    /** Returns how much of the end is kept, at the beginning, because a secret may begin there. */
    private int search(int length) {
        searchedBytes += length;
        int last = length - HALF;
        for (int at = 0; at <= last; at++) {
            if (firsts[piece[at] & 0xFF]) {
                compare(at);
            }
        }
        int kept = Math.min(length, HALF - 1);
        System.arraycopy(piece, length - kept, piece, 0, kept);
        return kept;
    }

    private void compare(int at) {
        secrets.forEach((name, secret) -> {
            if (isAt(at, secret, 0) || isAt(at, secret, secret.length - HALF)) {
                found.add(name);
            }
        });
    }

    private boolean isAt(int at, byte[] secret, int half) {
        return Arrays.equals(piece, at, at + HALF, secret, half, half + HALF);
    }
}
