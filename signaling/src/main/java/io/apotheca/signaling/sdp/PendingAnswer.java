// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.JoinResponse;

/** An offer that was read: what to ask the media service for, and how to answer once it has responded. */
public final class PendingAnswer {
    private final JoinRequest request;

    PendingAnswer(JoinRequest request) {
        this.request = request;
    }

    /** What the media service is asked for. */
    public JoinRequest request() {
        return request;
    }

    /** The answer's SDP. */
    public String answer(JoinResponse response) {
        return response.toString();
    }
}
