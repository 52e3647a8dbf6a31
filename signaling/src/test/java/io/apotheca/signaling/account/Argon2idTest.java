// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Argon2idTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void aHashFitsItsPasswordOnly() {
        String hash = Argon2id.hash("pässword".toCharArray(), RANDOM);
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Argon2id.matches("pässword".toCharArray(), hash)).isTrue();
        assertThat(Argon2id.matches("passwort".toCharArray(), hash)).isFalse();
        assertThat(Argon2id.hash("pässword".toCharArray(), RANDOM)).isNotEqualTo(hash);
    }

    /** Made by the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -e (RFC 9106). */
    @Test
    void agreesWithTheReferenceImplementation() {
        String hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(Argon2id.matches("password".toCharArray(), hash)).isTrue();
        assertThat(Argon2id.matches("Password".toCharArray(), hash)).isFalse();
    }

    @Test
    void nobodysHashIsOneThatTakesItsTime() {
        assertThat(Argon2id.NOBODYS).hasSameSizeAs(Argon2id.hash("password".toCharArray(), RANDOM));
        assertThat(Argon2id.matches("password".toCharArray(), Argon2id.NOBODYS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$argon2id$v=19$m=999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=0,t=0,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            })
    void whatIsNoHashFitsNothing(String stored) {
        assertThat(Argon2id.matches("password".toCharArray(), stored)).isFalse();
    }
}
