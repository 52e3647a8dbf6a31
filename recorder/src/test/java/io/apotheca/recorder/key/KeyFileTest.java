// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records keys as text and in their files. */
class KeyFileTest {
    private static final char[] PASSPHRASE = "Räuchermännchen 7 Kamille".toCharArray();

    @Test
    void opensWithItsPassphraseOnly() {
        RecordsPrivateKey key = RecordsPrivateKey.generate();
        String file = KeyFile.seal(key, PASSPHRASE, new SecureRandom());
        assertThat(KeyFile.open(file, PASSPHRASE))
                .isInstanceOfSatisfying(
                        KeyFile.Opening.Opened.class,
                        opened -> assertThat(opened.key().bytes()).isEqualTo(key.bytes()));
        assertThat(KeyFile.open(file, "Kamille".toCharArray())).isEqualTo(new KeyFile.Opening.WrongPassphrase());
        String others = file.replace(
                key.publicKey().toString(),
                RecordsPrivateKey.generate().publicKey().toString());
        assertThat(KeyFile.open(others, PASSPHRASE)).isEqualTo(new KeyFile.Opening.WrongPassphrase());
        assertThat(file).contains(key.publicKey().toString());
        assertThat(KeyFile.seal(key, PASSPHRASE, new SecureRandom())).isNotEqualTo(file);
    }

    @Test
    void whatIsNoKeyFileIsForeign() {
        String file = KeyFile.seal(RecordsPrivateKey.generate(), PASSPHRASE, new SecureRandom());
        for (String other : new String[] {
            "",
            "null",
            "{}",
            "[]",
            "a letter",
            file.substring(9),
            file.replace("key-1\"", "key-2\""),
            file.replace("1000000", "599999"),
            file.replace("1000000", "2000000000"),
            file.replace("\"salt\" : \"", "\"salt\" : \"!"),
            file.replace("\"salt\" : \"", "\"salt\" : \"AAAA"),
            file.replaceAll("\"salt\" : \"[^\"]*\"", "\"salt\" : null"),
            file.replaceAll("\"sealed\" : \"[^\"]*\"", "\"sealed\" : \"\""),
            file + " ".repeat(5_000)
        }) {
            assertThat(KeyFile.open(other, PASSPHRASE)).as(other).isEqualTo(new KeyFile.Opening.Foreign());
        }
    }

    @Test
    void publicKeysAreTextAndBack() {
        RecordsPublicKey key = RecordsPrivateKey.generate().publicKey();
        assertThat(RecordsPublicKey.parse(key.toString())).contains(key);
        assertThat(RecordsPublicKey.of(key.bytes())).contains(key);
        assertThat(key.id().toString()).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "apotheca-records-key-1:",
                "apotheca-records-key-1:AAAA",
                "apotheca-records-key-1:!!!",
                // of order one: every secret would be the same
                "apotheca-records-key-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "apotheca-records-key-2:CSBwHTUbbHbYbHgPJgzpB_1ORjv1NO1p8uWjCfrR2Ck",
                "apotheca-records-key-1:CSBwHTUbbHbYbHgPJgzpB_1ORjv1NO1p8uWjCfrR2Ck="
            })
    void whatIsNoPublicKeyIsNone(String text) {
        assertThat(RecordsPublicKey.parse(text)).isEmpty();
    }

    @Test
    void aPrivateKeySaysNothingOfItself() {
        RecordsPrivateKey key = RecordsPrivateKey.generate();
        assertThat(key.toString())
                .isEqualTo("records private key " + key.publicKey().id());
        assertThat(RecordsPrivateKey.of(new byte[31])).isEmpty();
    }
}
