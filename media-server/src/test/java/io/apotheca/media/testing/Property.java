// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Runs a test body on many seeded random inputs. Try {@code n} of {@code check(seed, ...)} draws from seed
 * {@code seed + n}, so a failure is repeated alone by {@code check(failedSeed, 1, body)}.
 */
public final class Property {
    private Property() {}

    /** Runs the body {@code tries} times; the error of a failing try names its seed. */
    public static void check(long seed, int tries, Consumer<RandomGenerator> body) {
        for (int i = 0; i < tries; i++) {
            long trySeed = seed + i;
            try {
                body.accept(new SplittableRandom(trySeed));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "try %d of %d failed; repeat it with Property.check(%dL, 1, body): %s"
                                .formatted(i + 1, tries, trySeed, failure.getMessage()),
                        failure);
            }
        }
    }
}
