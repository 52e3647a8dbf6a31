// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.token;

import java.security.SecureRandom;
import java.util.Base64;

/** Identifiers: random, opaque, without meaning. They are no secrets, and open nothing. Any thread may use it. */
public final class Ids {
    private static final int BYTES = 16;

    private final SecureRandom random;

    public Ids(SecureRandom random) {
        this.random = random;
    }

    public String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
