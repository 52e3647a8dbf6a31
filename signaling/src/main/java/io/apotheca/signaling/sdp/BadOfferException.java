// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import java.io.Serial;

/** An offer cannot be answered. Code and message may go back to the client: they hold nothing of the SDP. */
public final class BadOfferException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final OfferProblem problem;

    BadOfferException(OfferProblem problem) {
        super(problem.message());
        this.problem = problem;
    }

    /** A problem of one m-line, counted from 1. */
    BadOfferException(OfferProblem problem, MediaDescription section) {
        super(problem.message() + " (m-line " + (section.index() + 1) + ")");
        this.problem = problem;
    }

    /** Kebab-case, stable: see PROTOCOL.md. */
    public String code() {
        return problem.code();
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
