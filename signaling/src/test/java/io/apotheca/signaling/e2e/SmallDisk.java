// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A disk of its own for one folder: a file with ext4 in it. It can be filled, and can hang. Needs root or passwordless sudo. */
final class SmallDisk implements AutoCloseable {
    private static final String USER = System.getProperty("user.name");
    private static final boolean ROOT = USER.equals("root");
    private static final int BLOCK = 1 << 20;

    private final Path folder;
    private final Path filler;
    private boolean frozen;

    private SmallDisk(Path folder) {
        this.folder = folder;
        filler = folder.resolve("filler");
    }

    /** In place of that folder, which is empty; the disk's bytes are in {@code image}. */
    static SmallDisk mount(Path image, int mebibytes, Path folder) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) mebibytes * BLOCK);
        }
        run("mkfs.ext4", "-q", image.toString());
        run("mount", "-o", "loop", image.toString(), folder.toString());
        SmallDisk disk = new SmallDisk(folder);
        run("chown", USER, folder.toString());
        return disk;
    }

    /** Leaves that much free. */
    void fill(int mebibytesLeft) throws IOException {
        long bytes = Files.getFileStore(folder).getUsableSpace() - (long) mebibytesLeft * BLOCK;
        run("fallocate", "-l", Long.toString(bytes), filler.toString());
    }

    void empty() {
        run("rm", filler.toString());
    }

    /** From now on whoever writes waits. */
    void freeze() {
        run("fsfreeze", "-f", folder.toString());
        frozen = true;
    }

    void thaw() {
        run("fsfreeze", "-u", folder.toString());
        frozen = false;
    }

    private static void run(String... command) {
        List<String> all = new ArrayList<>(ROOT ? List.of() : List.of("sudo", "-n"));
        all.addAll(Arrays.asList(command));
        try {
            Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command)
                        + " failed (a disk of one's own needs root or passwordless sudo, and loop devices): "
                        + output.strip());
            }
        } catch (IOException e) {
            throw new AssertionError(command[0] + " is missing: run .ci/install-test-tools", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (frozen) {
            thaw();
        }
        run("umount", "--lazy", folder.toString());
    }
}
