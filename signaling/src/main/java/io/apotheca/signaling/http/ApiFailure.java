// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import java.io.Serial;

/** A request is answered with an error. Code and message are our own words. */
final class ApiFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    ApiFailure(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    static ApiFailure unauthorized(String message) {
        return new ApiFailure(401, "not-signed-in", message);
    }

    static ApiFailure tooMany() {
        return new ApiFailure(429, "too-many-attempts", "There were too many attempts. Please wait a few minutes.");
    }

    static ApiFailure unknownConsultation() {
        return new ApiFailure(404, "unknown-consultation", "There is no such consultation.");
    }

    static ApiFailure badRequest(String message) {
        return new ApiFailure(400, "bad-request", message);
    }
}
