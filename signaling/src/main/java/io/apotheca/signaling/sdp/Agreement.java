// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.control.v1.RestartIceRequest;
import io.apotheca.media.control.v1.RestartIceResponse;
import io.apotheca.signaling.wire.ClientMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an offer and its answer agreed on. It holds for as long as the transport does; only its ICE credentials may be
 * renewed, by a further offer of the same connection (RFC 8445 section 9, RFC 8839 section 4.4.1.1.1). Not for more than
 * one thread at a time.
 */
public final class Agreement {
    private final JoinRequest request;
    private final JoinResponse response;
    private final List<SectionPlan> sections;
    private final boolean mixedExtensions;
    private int version = 1;

    Agreement(JoinRequest request, JoinResponse response, List<SectionPlan> sections, boolean mixedExtensions) {
        this.request = request;
        this.response = response;
        this.sections = sections;
        this.mixedExtensions = mixedExtensions;
    }

    /** The answer's SDP. The response must name a stream for each slot's m-line. */
    public String answer() {
        return write(response);
    }

    /** Reads an offer that restarts ICE: its m-lines and its certificate are those of the agreement. */
    public RestartIceRequest restart(ClientMessage.Restart restart) throws BadOfferException {
        SessionDescription sdp = SdpParser.parse(restart.sdp());
        if (!mids(sdp.sections())
                .equals(mids(sections.stream().map(SectionPlan::offered).toList()))) {
            throw new BadOfferException(OfferProblem.RESTART_MISMATCH);
        }
        TransportOffer transport = Negotiation.transport(sdp, sections);
        if (!transport.fingerprints().equals(request.getFingerprintsList())) {
            throw new BadOfferException(OfferProblem.RESTART_MISMATCH);
        }
        return RestartIceRequest.newBuilder()
                .setRoomId(request.getRoomId())
                .setParticipantId(request.getParticipantId())
                .setIce(transport.ice())
                .build();
    }

    /** The answer to such an offer. */
    public String answer(RestartIceResponse restarted) {
        version++;
        return write(response.toBuilder()
                .setIce(restarted.getIce())
                .clearCandidates()
                .addAllCandidates(restarted.getCandidatesList())
                .build());
    }

    private String write(JoinResponse present) {
        // Follows the transport's first, random user name, so that each transport's answers have their own.
        String session = Integer.toUnsignedString(response.getIce().getUfrag().hashCode());
        return new AnswerWriter(request, present, sections, session, version).write(mixedExtensions);
    }

    private static List<@Nullable String> mids(List<MediaDescription> sections) {
        return sections.stream().<@Nullable String>map(MediaDescription::mid).toList();
    }
}
