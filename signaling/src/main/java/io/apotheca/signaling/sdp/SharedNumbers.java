// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.ExtensionParameters;
import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.media.control.v1.SendEncoding;
import io.apotheca.media.control.v1.SendSection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Checks that payload types, extension numbers and SSRCs mean the same in all m-lines, which share one transport
 * (RFC 9143 sections 9.1 and 14, RFC 8285 section 7).
 */
final class SharedNumbers {
    private final Map<Integer, String> payloadTypes = new HashMap<>();
    private final Map<Integer, HeaderExtension> extensionsById = new HashMap<>();
    private final Map<HeaderExtension, Integer> idsByExtension = new HashMap<>();
    private final Set<Integer> ssrcs = new HashSet<>();

    private SharedNumbers() {}

    static void check(Collection<SectionPlan.Accepted> plans) throws BadOfferException {
        SharedNumbers numbers = new SharedNumbers();
        for (SectionPlan.Accepted plan : plans) {
            numbers.addPayloadTypes(plan);
            for (ExtensionParameters extension : plan.extensions()) {
                numbers.addExtension(extension, plan.offered());
            }
            if (plan instanceof SectionPlan.Send send) {
                numbers.addStreams(send.section(), plan.offered());
            }
        }
    }

    private void addPayloadTypes(SectionPlan.Accepted plan) throws BadOfferException {
        for (CodecParameters codec : plan.codecs()) {
            String meaning = codec.getCodec().name() + " " + codec.getProfile() + " " + codec.getPacketizationMode();
            addPayloadType(codec.getPayloadType(), meaning, plan.offered());
            if (codec.hasRtxPayloadType()) {
                addPayloadType(codec.getRtxPayloadType(), "RTX of " + codec.getPayloadType(), plan.offered());
            }
            if (codec.hasRedPayloadType()) {
                addPayloadType(codec.getRedPayloadType(), "RED of " + codec.getPayloadType(), plan.offered());
            }
        }
    }

    private void addPayloadType(int payloadType, String meaning, MediaDescription section) throws BadOfferException {
        String known = payloadTypes.putIfAbsent(payloadType, meaning);
        if (known != null && !known.equals(meaning)) {
            throw new BadOfferException(OfferProblem.PAYLOAD_TYPE_CONFLICT, section);
        }
    }

    private void addExtension(ExtensionParameters offered, MediaDescription section) throws BadOfferException {
        HeaderExtension sameId = extensionsById.putIfAbsent(offered.getId(), offered.getExtension());
        Integer sameExtension = idsByExtension.putIfAbsent(offered.getExtension(), offered.getId());
        if ((sameId != null && sameId != offered.getExtension())
                || (sameExtension != null && sameExtension != offered.getId())) {
            throw new BadOfferException(OfferProblem.EXTENSION_CONFLICT, section);
        }
    }

    private void addStreams(SendSection send, MediaDescription section) throws BadOfferException {
        for (SendEncoding each : send.getEncodingsList()) {
            if ((each.hasSsrc() && !ssrcs.add(each.getSsrc()))
                    || (each.hasRtxSsrc() && !ssrcs.add(each.getRtxSsrc()))) {
                throw new BadOfferException(OfferProblem.BAD_SSRC, section);
            }
        }
    }
}
