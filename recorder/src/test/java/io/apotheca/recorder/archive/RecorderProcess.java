// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import com.google.crypto.tink.Aead;
import com.google.protobuf.MessageLite;
import io.apotheca.media.libcrypto.Libcrypto;
import io.apotheca.recorder.key.KeyId;
import io.apotheca.recorder.key.RecordsPublicKey;
import io.apotheca.recorder.seal.LibcryptoSealing;
import io.apotheca.recorder.seal.Sealing;
import io.apotheca.recorder.seal.TinkSealing;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A recorder in a process of its own, which can be killed or looked into. */
final class RecorderProcess implements AutoCloseable {
    /** A test runner's own class path may not name ours. */
    private static final String CLASS_PATH = Stream.of(
                    RecorderProcess.class, SessionArchive.class, Libcrypto.class, Aead.class, MessageLite.class)
            .map(one -> Path.of(URI.create(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString()))
                    .toString())
            .collect(Collectors.joining(File.pathSeparator));

    private final Process process;
    private final BufferedReader output;

    /** Begins an archive of that id; before it, and to its end, one of the other id, if there is one. */
    RecorderProcess(Path folder, RecordsPublicKey key, String sealing, UUID archive, String finishedBefore)
            throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ReservedCodeCacheSize=32m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        CLASS_PATH,
                        RecorderProcess.class.getName(),
                        folder.toString(),
                        key.toString(),
                        sealing,
                        archive.toString(),
                        finishedBefore)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        output = process.inputReader(StandardCharsets.US_ASCII);
    }

    /** Waits until it writes the archive. */
    void awaitBegun() throws IOException {
        if (!"begun".equals(output.readLine())) {
            throw new AssertionError("the recorder did not begin");
        }
    }

    long pid() {
        return process.pid();
    }

    /**
     * Lets it go on for that long, then ends it as kill -9 does.
     *
     * @return when, by the machine's steady clock
     */
    long killAfter(Duration time) throws InterruptedException {
        if (process.waitFor(time)) {
            throw new AssertionError("the recorder ended by itself");
        }
        long nanos = System.nanoTime();
        close();
        process.waitFor();
        return nanos;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Records the time of the machine's steady clock, again and again. */
    public static void main(String[] arguments) throws InterruptedException {
        LocalFolder folder = new LocalFolder(Path.of(arguments[0]));
        RecordsPublicKey key = RecordsPublicKey.parse(arguments[1]).orElseThrow();
        Sealing sealing = arguments[2].equals("tink") ? new TinkSealing() : new LibcryptoSealing();
        if (!arguments[4].isEmpty()) {
            SessionArchive before = archive(folder, key, sealing, UUID.fromString(arguments[4]));
            ArchiveLoop loop = ArchiveLoop.start(before);
            record(folder, UUID.fromString(arguments[4]), before, 40, System.out);
            if (!loop.end(Duration.ofSeconds(20))) {
                throw new AssertionError("the archive did not end");
            }
        }
        SessionArchive archive = archive(folder, key, sealing, UUID.fromString(arguments[3]));
        ArchiveLoop.start(archive);
        record(folder, UUID.fromString(arguments[3]), archive, Integer.MAX_VALUE, System.out);
    }

    private static SessionArchive archive(LocalFolder folder, RecordsPublicKey key, Sealing sealing, UUID id) {
        return new SessionArchive(id, 0, folder, List.of(key), sealing, ArchiveLimits.DEFAULT, new Nobody());
    }

    /** Reads what it writes, as somebody may who is served by the same process. */
    private static void look(LocalFolder folder, PartName part) {
        try {
            FileChannel.open(folder.open(part)).close();
            Recovery.recover(folder, part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void record(LocalFolder folder, UUID id, SessionArchive archive, int pieces, PrintStream out) {
        byte[] piece = new byte[64 * Long.BYTES];
        for (int i = 0; i < pieces; ) {
            long nanos = System.nanoTime();
            ByteBuffer to = ByteBuffer.wrap(piece);
            while (to.hasRemaining()) {
                to.putLong(nanos);
            }
            if (archive.media(archive.part(), piece, 0, piece.length, nanos) && ++i == 200 && pieces > 40) {
                look(folder, new PartName(id, archive.part()));
                out.println("begun");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Does not listen. */
    private record Nobody() implements ArchiveListener {
        @Override
        public void onPartBegun(PartName part, List<KeyId> recipients, Sha256 headerDigest) {}

        @Override
        public void onPartEnded(PartEnd end) {}
    }

    /** The times in an archive's media. */
    static List<Long> times(byte[] media) {
        List<Long> times = new ArrayList<>();
        ByteBuffer from = ByteBuffer.wrap(media);
        while (from.remaining() >= Long.BYTES) {
            times.add(from.getLong());
        }
        return times;
    }
}
