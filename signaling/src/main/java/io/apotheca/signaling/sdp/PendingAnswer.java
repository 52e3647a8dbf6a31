// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.JoinResponse;
import java.util.List;

/** An offer that was read: what to ask the media service for, and how to answer once it has responded. */
public final class PendingAnswer {
    private final JoinRequest request;
    private final List<SectionPlan> sections;
    private final boolean mixedExtensions;

    PendingAnswer(JoinRequest request, List<SectionPlan> sections, boolean mixedExtensions) {
        this.request = request;
        this.sections = sections;
        this.mixedExtensions = mixedExtensions;
    }

    /** What the media service is asked for. */
    public JoinRequest request() {
        return request;
    }

    /** What is agreed once the media service has responded so. */
    public Agreement agreed(JoinResponse response) {
        return new Agreement(request, response, sections, mixedExtensions);
    }

    /** The answer's SDP. The response must name a stream for each slot's m-line. */
    public String answer(JoinResponse response) {
        return agreed(response).answer();
    }
}
