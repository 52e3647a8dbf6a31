// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.load;

/** Hears how far a run is. Calls come on several threads. */
public interface LoadListener {
    /** What is done now, in words. */
    void begins(String what);

    /** One more has joined, or one more second has passed. */
    void step();

    /** What the last second showed. */
    void sample(LoadResult.Sample sample);
}
