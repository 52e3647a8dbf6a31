// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.subtle.X25519;
import io.apotheca.recorder.seal.Hpke;
import io.apotheca.recorder.seal.SegmentCipher;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** All the memory of a process that has finished one archive and is writing another. */
@EnabledOnOs(OS.LINUX)
class MemoryTest {
    private static final UUID FINISHED = new UUID(1, 1);
    private static final UUID WRITTEN = new UUID(1, 2);
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (.).*");
    private static final int CHUNK = 1 << 20;

    @TempDir
    private Path path;

    /** A secret that opens an archive. */
    private record Secret(String name, UUID archive, ByteBuffer bytes) {}

    @Test
    void holdsNoKeyOfAFinishedArchive() throws Exception {
        Set<String> found = secretsFound("libcrypto");
        // The search works: the one that is being written has its key there.
        assertThat(found).containsExactly("stream key of the written archive");
    }

    /** What the Java runtime leaves behind, and the reason not to use it. */
    @Test
    void holdsThemWithoutLibcrypto() throws Exception {
        assertThat(secretsFound("tink")).contains("stream key of the finished archive");
    }

    private Set<String> secretsFound(String sealing) throws Exception {
        LocalFolder folder = new LocalFolder(path);
        try (RecorderProcess recorder =
                new RecorderProcess(path, Recorded.KEY.publicKey(), sealing, WRITTEN, FINISHED.toString())) {
            recorder.awaitBegun();
            List<Secret> secrets = new ArrayList<>();
            secrets.addAll(secrets("finished", Files.readAllBytes(folder.finished(new PartName(FINISHED, 1)))));
            secrets.addAll(secrets("written", Files.readAllBytes(folder.open(new PartName(WRITTEN, 1)))));
            Set<String> found = new HashSet<>();
            long searched = search(recorder.pid(), secrets, found);
            assertThat(searched).isGreaterThan(32 << 20);
            return found;
        }
    }

    /** Each of these alone opens the part. */
    private static List<Secret> secrets(String which, byte[] file) throws PartException, GeneralSecurityException {
        PartHeader header = PartHeader.parse(ByteBuffer.wrap(file));
        var id = Recorded.KEY.publicKey().id();
        byte[] wrapped = header.wrappedKey(id);
        byte[] dataKey = Hpke.unwrap(wrapped, Recorded.KEY, header.info(id)).orElseThrow();
        byte[] salt = Arrays.copyOfRange(file, header.length() + 1, header.length() + 1 + SegmentCipher.SALT_LENGTH);
        byte[] streamKey =
                Hkdf.computeHkdf("HmacSha256", dataKey, salt, header.digest().bytes(), 32);
        byte[] exchanged = X25519.computeSharedSecret(Recorded.KEY.bytes(), Arrays.copyOf(wrapped, 32));
        UUID archive = header.name().archive();
        String of = " of the " + which + " archive";
        return List.of(
                new Secret("data key" + of, archive, ByteBuffer.wrap(dataKey)),
                new Secret("stream key" + of, archive, ByteBuffer.wrap(streamKey)),
                new Secret("exchanged secret" + of, archive, ByteBuffer.wrap(exchanged)),
                new Secret("half of the data key" + of, archive, ByteBuffer.wrap(dataKey, 8, 16)));
    }

    /** Searches what the process can read of its own memory, and returns how much that was. */
    private static long search(long pid, List<Secret> secrets, Set<String> found) throws IOException {
        long searched = 0;
        byte[] chunk = new byte[CHUNK + 32];
        try (RandomAccessFile memory = new RandomAccessFile("/proc/" + pid + "/mem", "r")) {
            for (long[] range : resident(pid)) {
                for (long at = range[0]; at < range[1]; at += CHUNK) {
                    int length = (int) Math.min(chunk.length, range[1] - at);
                    memory.seek(at);
                    int read = memory.read(chunk, 0, length);
                    searched += Math.max(read, 0);
                    search(chunk, read, secrets, found);
                }
            }
        }
        return searched;
    }

    private static void search(byte[] chunk, int length, List<Secret> secrets, Set<String> found) {
        ByteBuffer bytes = ByteBuffer.wrap(chunk);
        long[] starts = secrets.stream()
                .mapToLong(secret -> secret.bytes().slice().getLong(0))
                .toArray();
        for (int i = 0; i + 32 <= length; i++) {
            long start = bytes.getLong(i);
            for (int j = 0; j < starts.length; j++) {
                ByteBuffer secret = secrets.get(j).bytes();
                if (start == starts[j] && bytes.slice(i, secret.remaining()).equals(secret)) {
                    found.add(secrets.get(j).name());
                }
            }
        }
    }

    /** The ranges of addresses that can be read and have any page in memory. */
    private static List<long[]> resident(long pid) throws IOException {
        List<long[]> ranges = new ArrayList<>();
        long[] range = new long[2];
        boolean readable = false;
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps"))) {
            Matcher mapping = MAPPING.matcher(line);
            if (mapping.matches()) {
                range = new long[] {
                    Long.parseUnsignedLong(mapping.group(1), 16), Long.parseUnsignedLong(mapping.group(2), 16)
                };
                readable = mapping.group(3).equals("r") && range[0] >= 0 && !line.contains("[v");
            } else if (readable && line.startsWith("Rss:") && !line.endsWith(" 0 kB")) {
                ranges.add(range);
            }
        }
        return ranges;
    }
}
