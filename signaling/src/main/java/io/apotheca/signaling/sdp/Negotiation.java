// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.signaling.wire.ClientMessage;

/** One offer, one answer: from a client's offer to the media service's request. */
public final class Negotiation {
    private Negotiation() {}

    /** Reads the offer. The result holds the request for the media service and waits for its response. */
    public static PendingAnswer joinRequest(String roomId, String participantId, ClientMessage.Offer offer)
            throws BadOfferException {
        if (offer.sources().isEmpty() && offer.slots().isEmpty()) {
            throw new BadOfferException("empty-offer", "The offer neither sends nor receives anything.");
        }
        return new PendingAnswer(JoinRequest.newBuilder()
                .setRoomId(roomId)
                .setParticipantId(participantId)
                .build());
    }
}
