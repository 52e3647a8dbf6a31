// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.apotheca.media.testing.Property;
import io.apotheca.recorder.key.RecordsPrivateKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What both ways of sealing must do. Tink, which is somebody else's code, opens what they seal. */
abstract class SealingContract {
    private static final int SEGMENT = 256;
    private static final int STREAM_HEADER = 1 + SegmentCipher.SALT_LENGTH + SegmentCipher.PREFIX_LENGTH;

    private final Sealing sealing;

    SealingContract(Sealing sealing) {
        this.sealing = sealing;
    }

    @Test
    void tinkUnwraps() {
        Property.check(1, 30, random -> {
            RecordsPrivateKey key = RecordsPrivateKey.generate();
            byte[] info = bytes(random, random.nextInt(200));
            try (DataKey dataKey = sealing.newDataKey()) {
                byte[] wrapped = dataKey.wrappedFor(key.publicKey(), info);
                assertThat(wrapped).hasSize(DataKey.WRAPPED_LENGTH);
                assertThat(Hpke.unwrap(wrapped, key, info)).isPresent();
                assertThat(Hpke.unwrap(wrapped, RecordsPrivateKey.generate(), info))
                        .isEmpty();
                assertThat(Hpke.unwrap(wrapped, key, bytes(random, 201))).isEmpty();
                wrapped[random.nextInt(wrapped.length)] ^= (byte) (1 << random.nextInt(7));
                assertThat(Hpke.unwrap(wrapped, key, info)).isEmpty();
            }
        });
    }

    @Test
    void noTwoWrapsAreAlike() {
        RecordsPrivateKey key = RecordsPrivateKey.generate();
        try (DataKey one = sealing.newDataKey();
                DataKey other = sealing.newDataKey()) {
            byte[] wrapped = one.wrappedFor(key.publicKey(), new byte[0]);
            byte[] again = one.wrappedFor(key.publicKey(), new byte[0]);
            byte[] others = other.wrappedFor(key.publicKey(), new byte[0]);
            assertThat(again).isNotEqualTo(wrapped);
            assertThat(unwrap(again, key)).isEqualTo(unwrap(wrapped, key)).isNotEqualTo(unwrap(others, key));
        }
    }

    private static byte[] unwrap(byte[] wrapped, RecordsPrivateKey key) {
        Optional<byte[]> unwrapped = Hpke.unwrap(wrapped, key, new byte[0]);
        return unwrapped.orElseThrow();
    }

    @Test
    void tinkOpensTheStream() {
        Property.check(2, 50, random -> {
            int segments = 1 + random.nextInt(5);
            byte[] plain = bytes(random, segments * (SEGMENT - SegmentCipher.TAG_LENGTH) - STREAM_HEADER);
            Sealed sealed = seal(random, plain, segments);
            assertThat(sealed.openedByTink()).contains(plain);
            sealed.stream[STREAM_HEADER + random.nextInt(sealed.stream.length - STREAM_HEADER)] ^= 1;
            assertThat(sealed.openedByTink()).isEmpty();
        });
    }

    @Test
    void segmentsOpenAloneAndAsWhatTheyAreOnly() {
        Property.check(3, 50, random -> {
            byte[] plain = bytes(random, 3 * (SEGMENT - SegmentCipher.TAG_LENGTH) - STREAM_HEADER);
            Sealed sealed = seal(random, plain, 3);
            SegmentOpener opener = sealed.opener();
            byte[] second = new byte[SEGMENT];
            byte[] opened = new byte[SEGMENT - SegmentCipher.TAG_LENGTH];
            System.arraycopy(sealed.stream, SEGMENT, second, 0, SEGMENT);
            assertThat(opener.open(second, SEGMENT, 0, false, opened)).isFalse();
            assertThat(opener.open(second, SEGMENT, 1, true, opened)).isFalse();
            assertThat(opener.open(second, SEGMENT - 1, 1, false, opened)).isFalse();
            assertThat(opener.open(second, 3, 1, false, opened)).isFalse();
            assertThat(opener.open(second, SEGMENT, 1, false, opened)).isTrue();
            assertThat(opened)
                    .isEqualTo(Arrays.copyOfRange(
                            plain, opened.length - STREAM_HEADER, 2 * opened.length - STREAM_HEADER));
        });
    }

    private Sealed seal(RandomGenerator random, byte[] plain, int segments) {
        RecordsPrivateKey key = RecordsPrivateKey.generate();
        byte[] salt = bytes(random, SegmentCipher.SALT_LENGTH);
        byte[] prefix = bytes(random, SegmentCipher.PREFIX_LENGTH);
        byte[] associated = bytes(random, 32);
        ByteBuffer stream = ByteBuffer.allocateDirect(segments * SEGMENT);
        stream.put((byte) STREAM_HEADER).put(salt).put(prefix);
        byte[] wrapped;
        try (DataKey dataKey = sealing.newDataKey();
                SegmentCipher cipher = dataKey.cipher(salt, associated, prefix)) {
            wrapped = dataKey.wrappedFor(key.publicKey(), new byte[0]);
            int from = 0;
            for (int i = 0; i < segments; i++) {
                int room = i == 0 ? STREAM_HEADER : 0;
                int length = SEGMENT - room - SegmentCipher.TAG_LENGTH;
                stream.put(i * SEGMENT + room, plain, from, length);
                cipher.seal(stream, i * SEGMENT + room, length, i, i == segments - 1);
                from += length;
            }
        }
        byte[] all = new byte[segments * SEGMENT];
        stream.get(0, all);
        return new Sealed(unwrap(wrapped, key), salt, prefix, associated, all);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sealed(byte[] dataKey, byte[] salt, byte[] prefix, byte[] associated, byte[] stream) {
        Optional<byte[]> openedByTink() {
            try (InputStream in = new AesGcmHkdfStreaming(dataKey, "HmacSha256", 32, SEGMENT, 0)
                    .newDecryptingStream(new ByteArrayInputStream(stream), associated)) {
                return Optional.of(in.readAllBytes());
            } catch (GeneralSecurityException | IOException e) {
                return Optional.empty();
            }
        }

        SegmentOpener opener() {
            return new SegmentOpener(dataKey, salt, associated, prefix);
        }
    }

    private static byte[] bytes(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
