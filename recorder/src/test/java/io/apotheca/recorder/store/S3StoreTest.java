// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.recorder.archive.PartName;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class S3StoreTest extends StoreContract {
    private static final PartName LARGE = new PartName(new UUID(3, 4), 1);

    private final BucketServer server;
    private final S3Client client;
    private final ArchiveStore store;

    S3StoreTest() throws IOException {
        server = new BucketServer();
        client = new S3Access(server.uri(), "eu-central-1", "access", "secret").client();
        store = new S3Store(client, "bucket", "archives/");
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Override
    ArchiveStore store() {
        return store;
    }

    @Override
    void refuse(boolean refuses) {
        server.takes = refuses ? 0 : Integer.MAX_VALUE;
    }

    @Test
    void anUploadThatWasCutOffGoesOn() throws IOException {
        byte[] large = recorded(LARGE, 2 * S3Upload.PIECE_BYTES + 100_000);
        int cuts = 0;
        for (int takes = 0; ; takes++, cuts++) {
            server.takes = takes;
            try {
                store.put(LARGE, folder.finished(LARGE));
                break;
            } catch (IOException e) {
                assertThat(takes).isLessThan(12);
            }
        }
        assertThat(cuts).isGreaterThan(5);
        server.takes = Integer.MAX_VALUE;
        assertThat(stored(LARGE)).isEqualTo(large);
        // each of the three pieces once, and not again after each cut; a refused request sent it, too
        assertThat(server.requests.stream().filter("POST uploads"::equals).count())
                .isLessThanOrEqualTo(2);
        assertThat(server.requests.stream().filter("PUT partNumber"::equals).count())
                .isLessThanOrEqualTo(6);
    }

    @Test
    void fiveMinutesOfRefusalsInTheMiddleOfAnUploadLoseNothingAndLeaveNothing() throws IOException {
        byte[] large = recorded(LARGE, 2 * S3Upload.PIECE_BYTES + 100_000);
        Uploads uploads = new Uploads(folder, store);
        server.takes = 12;
        long now = 0;
        for (; now < Duration.ofMinutes(5).toNanos(); now = uploads.turn(now)) {
            assertThat(folder.finished(LARGE)).exists();
        }
        assertThat(uploads.refused()).isEqualTo(1);
        assertThat(server.uploads()).as("cut off in the middle").isEqualTo(1);
        server.takes = Integer.MAX_VALUE;
        long again = now;
        while (uploads.refused() > 0) {
            now = uploads.turn(now);
        }
        assertThat(Duration.ofNanos(now - again)).as("tried again soon").isLessThan(Duration.ofMinutes(2));
        assertThat(folder.parts()).isEmpty();
        assertThat(stored(LARGE)).isEqualTo(large);
        assertThat(stored(NAME)).isEqualTo(part);
        assertThat(server.keys()).hasSize(2);
        assertThat(server.uploads()).isZero();
    }

    @Test
    void anUploadThatWasBegunTwiceIsNotLeft() throws IOException, NoSuchAlgorithmException {
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(part));
        server.beginUpload("archives/" + NAME.fileName(), digest);
        server.beginUpload("archives/" + NAME.fileName(), digest);
        server.beginUpload("archives/" + LARGE.fileName(), digest);
        store.put(NAME, folder.finished(NAME));
        assertThat(server.uploads()).as("the other file's").isEqualTo(1);
    }

    @Test
    void aConfirmationIsLookedInto() throws IOException {
        server.lies = true;
        assertThatThrownBy(() -> store.put(NAME, folder.finished(NAME))).isInstanceOf(IOException.class);
        new Uploads(folder, store).turn(0);
        assertThat(folder.finished(NAME)).exists();
    }

    @Test
    void otherKeysAreRefused() throws IOException {
        try (S3Client others = new S3Access(server.uri(), "eu-central-1", "somebody", "secret").client()) {
            assertThatThrownBy(() -> new S3Store(others, "bucket", "").parts()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void accessSaysNoSecret() {
        assertThat(new S3Access(server.uri(), "region", "access", "hidden").toString())
                .doesNotContain("hidden")
                .doesNotContain("access");
    }
}
