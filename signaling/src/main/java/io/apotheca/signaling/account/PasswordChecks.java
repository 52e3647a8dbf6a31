// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.account;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Checks passwords, a few at a time: each check costs memory and a core on purpose, which a flood must not turn against
 * us. Without a stored hash it works as long as with one, so that time does not tell which accounts exist.
 */
final class PasswordChecks {
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final Semaphore permits;

    PasswordChecks(int atOnce) {
        permits = new Semaphore(atOnce);
    }

    /** Empty when too many others are being checked. */
    Optional<Boolean> matches(char[] password, @Nullable String stored) {
        try {
            if (!permits.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            boolean matches = Argon2id.matches(password, stored == null ? Argon2id.NOBODYS : stored);
            return Optional.of(stored != null && matches);
        } finally {
            permits.release();
        }
    }
}
