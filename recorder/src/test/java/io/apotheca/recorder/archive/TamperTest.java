// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import io.apotheca.recorder.seal.DataKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Changed archives: each change is found, also by somebody who writes a fitting trailer. */
class TamperTest {
    private static final int TRIES = 10_000;
    private static final int SEGMENT = Recorded.LIMITS.segmentLength();

    private static byte[] file = new byte[0];
    private static byte[] othersFile = new byte[0];
    private static int headerLength;
    private static int segments;

    @BeforeAll
    static void record() {
        file = recorded(1);
        othersFile = recorded(2);
        headerLength = PartHeader.FIXED_LENGTH + 2 * PartHeader.RECIPIENT_LENGTH;
        segments = (file.length - headerLength - PartTrailer.LENGTH) / SEGMENT;
        assertThat(othersFile).hasSameSizeAs(file);
        assertThat(segments).isGreaterThan(6);
        assertThat(Recorded.verify(file, false)).isInstanceOf(PartVerdict.Whole.class);
        assertThat(Recorded.verify(file, false, Optional.empty())).isInstanceOf(PartVerdict.Whole.class);
    }

    private static byte[] recorded(long seed) {
        byte[] media = new byte[3_300];
        new SplittableRandom(seed).nextBytes(media);
        Recorded recorded = new Recorded();
        recorded.pass(Duration.ZERO);
        recorded.media(media);
        recorded.archive.end();
        recorded.pass(Duration.ofSeconds(1));
        return recorded.file(1);
    }

    @Test
    void noChangeGoesUnnoticed() {
        Property.check(1, TRIES, random -> {
            byte[] changed = change(random);
            if (!Arrays.equals(changed, file)) {
                assertThat(Recorded.verify(changed, false, Optional.empty())).isInstanceOf(PartVerdict.Broken.class);
                assertThat(Recorded.verify(forged(changed), false)).isNotInstanceOf(PartVerdict.Whole.class);
            }
        });
    }

    private static byte[] change(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> flipped(random, 1);
            case 1 -> flipped(random, 2 + random.nextInt(20));
            case 2 -> Arrays.copyOf(file, random.nextInt(file.length));
            case 3 -> swapped(random.nextInt(segments), random.nextInt(segments), file);
            case 4 -> swapped(random.nextInt(segments), random.nextInt(segments), othersFile);
            default -> spliced(random);
        };
    }

    private static byte[] flipped(RandomGenerator random, int bits) {
        byte[] changed = file.clone();
        for (int i = 0; i < bits; i++) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    /** A segment in another's place, and that one in its, from the file it is given. */
    private static byte[] swapped(int one, int other, byte[] from) {
        byte[] changed = file.clone();
        System.arraycopy(from, headerLength + one * SEGMENT, changed, headerLength + other * SEGMENT, SEGMENT);
        System.arraycopy(from, headerLength + other * SEGMENT, changed, headerLength + one * SEGMENT, SEGMENT);
        return changed;
    }

    /** The beginning of one file and the end of another, or of itself: repeated or left out. */
    private static byte[] spliced(RandomGenerator random) {
        byte[] tail = random.nextBoolean() ? othersFile : file;
        int upTo = random.nextInt(segments + 1);
        int from = random.nextInt(segments + 1);
        int head = headerLength + upTo * SEGMENT;
        int rest = headerLength + from * SEGMENT;
        return ByteBuffer.allocate(head + tail.length - rest)
                .put(file, 0, head)
                .put(tail, rest, tail.length - rest)
                .array();
    }

    /** The file with a trailer that fits what is before it now. */
    private static byte[] forged(byte[] changed) {
        int length = Math.max(0, changed.length - PartTrailer.LENGTH);
        MessageDigest digest = Sha256.begin();
        digest.update(changed, 0, length);
        return sameBeforeTrailer(changed, length)
                ? new byte[0]
                : ByteBuffer.allocate(length + PartTrailer.LENGTH)
                        .put(changed, 0, length)
                        .put(PartTrailer.bytes(false, length, digest))
                        .array();
    }

    private static boolean sameBeforeTrailer(byte[] changed, int length) {
        return Arrays.equals(changed, 0, length, file, 0, file.length - PartTrailer.LENGTH);
    }

    @Test
    void aHeaderOfAnotherPartOpensNothing() {
        byte[] changed = file.clone();
        System.arraycopy(othersFile, 0, changed, 0, headerLength);
        assertThat(Recorded.verify(forged(changed), false)).isInstanceOf(PartVerdict.Broken.class);
    }

    @Test
    void whatIsWrongHasAName() {
        assertThat(problem(Arrays.copyOf(file, file.length - 1))).isInstanceOf(PartProblem.Truncated.class);
        assertThat(problem(Arrays.copyOf(file, 20))).isInstanceOf(PartProblem.Truncated.class);
        assertThat(problem("a letter".getBytes(US_ASCII))).isInstanceOf(PartProblem.Foreign.class);
        assertThat(problem(new byte[0])).isInstanceOf(PartProblem.Foreign.class);
        byte[] changed = file.clone();
        changed[9] = 2;
        assertThat(problem(changed)).isEqualTo(new PartProblem.UnknownVersion(2));
        changed = file.clone();
        changed[headerLength + 3 * SEGMENT + 5] ^= 1;
        assertThat(problem(forged(changed))).isEqualTo(new PartProblem.Tampered(headerLength + 3 * SEGMENT));
        changed = file.clone();
        for (int i = 0; i < 2; i++) {
            int at = PartHeader.FIXED_LENGTH + (i + 1) * PartHeader.RECIPIENT_LENGTH;
            Arrays.fill(changed, at - DataKey.WRAPPED_LENGTH, at, (byte) 0);
        }
        assertThat(problem(changed)).isEqualTo(new PartProblem.Deleted());
    }

    private static PartProblem problem(byte[] changed) {
        return Recorded.verify(changed, false) instanceof PartVerdict.Broken broken
                ? broken.problem()
                : new PartProblem.UnknownVersion(0);
    }

    /** Whoever cuts an archive where a segment ends, and says that a crash did it, makes an unfinished one of it. */
    @Test
    void aCutIsNeverWhole() {
        for (int i = 0; i < segments; i++) {
            int length = headerLength + i * SEGMENT;
            MessageDigest digest = Sha256.begin();
            digest.update(file, 0, length);
            byte[] cut = ByteBuffer.allocate(length + PartTrailer.LENGTH)
                    .put(file, 0, length)
                    .put(PartTrailer.bytes(true, length, digest))
                    .array();
            assertThat(Recorded.verify(cut, false)).isInstanceOf(PartVerdict.Unfinished.class);
        }
    }
}
