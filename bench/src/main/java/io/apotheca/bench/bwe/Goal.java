// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

/**
 * One figure and what it should be.
 *
 * @param name the case and what is measured, with its unit
 * @param atLeast whether {@code goal} is the least, or the most, that meets it
 */
public record Goal(String name, double measured, boolean atLeast, double goal) {
    public static Goal atLeast(String name, double measured, double goal) {
        return new Goal(name, measured, true, goal);
    }

    public static Goal atMost(String name, double measured, double goal) {
        return new Goal(name, measured, false, goal);
    }

    public boolean met() {
        return atLeast ? measured >= goal : measured <= goal;
    }
}
