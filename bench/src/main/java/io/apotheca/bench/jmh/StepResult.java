// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.jmh;

/** What one run of a step takes, in nanoseconds, and allocates, in bytes, on average. */
public record StepResult(Step step, double nanos, double bytes) {
    public boolean met() {
        return bytes < step.mostBytes();
    }
}
