// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.recording;

/** Is told how far a run is. On the run's thread. */
public interface RecordListener {
    /** A stretch of the run begins; for people. */
    void begins(String what);

    /** One of {@link RecordRun#steps} is done. */
    void step();

    /** A second was measured. */
    void sample(RecordResult.Sample sample);
}
