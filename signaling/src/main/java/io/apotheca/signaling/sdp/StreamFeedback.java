// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.media.control.v1.JoinRequest;
import java.util.List;

/**
 * Where arrivals are reported by stream, as RFC 8888 says, rather than by transport-wide numbers. Where both are offered the
 * numbers are taken: their times are four times as fine, and one report covers all streams. A transport is reported on in one
 * way, so all its m-lines of a direction must offer it.
 */
final class StreamFeedback {
    private StreamFeedback() {}

    /** Says in the request what the planned m-lines of each direction use. */
    static void choose(List<SectionPlan> sections, JoinRequest.Builder request) {
        request.setReportsByStream(chosen(sections, SectionPlan.Receive.class));
        request.setReportedByStream(chosen(sections, SectionPlan.Send.class));
    }

    private static boolean chosen(List<SectionPlan> sections, Class<? extends SectionPlan.Accepted> direction) {
        List<? extends SectionPlan.Accepted> all = sections.stream()
                .filter(direction::isInstance)
                .map(direction::cast)
                .toList();
        return !all.isEmpty() && all.stream().allMatch(each -> offered(each) && !numbered(each));
    }

    private static boolean offered(SectionPlan.Accepted plan) {
        return OfferedCodecs.offersFeedback(plan.offered(), plan.codecs(), OfferedCodecs.STREAM_FEEDBACK);
    }

    private static boolean numbered(SectionPlan.Accepted plan) {
        return plan.extensions().stream()
                        .anyMatch(each -> each.getExtension() == HeaderExtension.HEADER_EXTENSION_TRANSPORT_WIDE_CC)
                && plan.codecs().stream()
                        .anyMatch(codec -> OfferedCodecs.offersFeedback(
                                plan.offered(), codec.getPayloadType(), OfferedCodecs.TRANSPORT_FEEDBACK));
    }
}
