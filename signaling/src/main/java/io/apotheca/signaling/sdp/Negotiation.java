// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.signaling.config.VideoCodec;
import io.apotheca.signaling.wire.ClientMessage;
import java.util.List;

/**
 * One offer, one answer (RFC 3264, RFC 9429): from a client's offer to the media service's request, and from its response
 * to the answer.
 */
public final class Negotiation {
    private Negotiation() {}

    /**
     * Reads the offer. The result holds the request for the media service and waits for its response. Of the video codecs
     * the client sends the first that it offers.
     */
    public static PendingAnswer joinRequest(
            String roomId, String participantId, ClientMessage.Offer offer, List<VideoCodec> videoCodecs)
            throws BadOfferException {
        SessionDescription sdp = SdpParser.parse(offer.sdp());
        OfferPlan plan = OfferPlan.of(sdp, offer, videoCodecs);
        List<SectionPlan> sections = plan.sections();
        TransportOffer transport = transport(sdp, sections);
        JoinRequest.Builder request = JoinRequest.newBuilder()
                .setRoomId(roomId)
                .setParticipantId(participantId)
                .setIce(transport.ice())
                .addAllFingerprints(transport.fingerprints())
                .addAllSlots(plan.slots());
        StreamFeedback.choose(sections, request);
        for (SectionPlan section : sections) {
            if (section instanceof SectionPlan.Send send) {
                request.addSends(send.section());
            }
        }
        return new PendingAnswer(request.build(), sections, sdp.allowsMixedExtensions());
    }

    /** The transport of an offer whose m-lines are planned so, by this offer or an earlier one of the same connection. */
    static TransportOffer transport(SessionDescription sdp, List<SectionPlan> sections) throws BadOfferException {
        MediaDescription answered = sdp.sections().get(firstAnswered(sections).index());
        return TransportOffer.read(sdp, answered, tagged(sdp));
    }

    private static MediaDescription firstAnswered(List<SectionPlan> sections) throws BadOfferException {
        for (SectionPlan section : sections) {
            if (section instanceof SectionPlan.Accepted) {
                return section.offered();
            }
        }
        throw new BadOfferException(OfferProblem.EMPTY_OFFER);
    }

    private static MediaDescription tagged(SessionDescription sdp) throws BadOfferException {
        MediaDescription tagged =
                sdp.bundle().isEmpty() ? null : sdp.sectionOf(sdp.bundle().getFirst());
        if (tagged == null) {
            throw new BadOfferException(OfferProblem.NOT_BUNDLED);
        }
        return tagged;
    }
}
