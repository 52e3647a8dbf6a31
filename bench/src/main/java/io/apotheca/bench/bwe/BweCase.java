// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.bwe;

import java.util.function.LongFunction;

/** One case that can be run by itself; its result has the same name. */
public final class BweCase {
    private final String name;
    private final LongFunction<CaseResult> run;

    public BweCase(String name, LongFunction<CaseResult> run) {
        this.name = name;
        this.run = run;
    }

    public String name() {
        return name;
    }

    /** Runs it in virtual time; {@code seed} varies jitter, pictures and file sizes. */
    public CaseResult run(long seed) {
        return run.apply(seed);
    }
}
