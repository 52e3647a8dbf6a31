// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

/** A part that cannot be opened, or not as a whole. */
public final class PartException extends Exception {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // a record, and never written
    private final PartProblem problem;

    PartException(PartProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public PartProblem problem() {
        return problem;
    }
}
