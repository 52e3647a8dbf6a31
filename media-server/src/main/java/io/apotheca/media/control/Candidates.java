// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.control.v1.Candidate;
import io.apotheca.media.control.v1.CandidateProtocol;
import io.apotheca.media.net.AnnouncedAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The host candidates of a loop's addresses: UDP before TCP, and among equals in the order given. Each ICE restart's have a
 * higher priority than those before, and one lower than a browser's own, so that it is ours that decides in a pair (RFC
 * 8445, section 6.1.2.3): libwebrtc otherwise stays on the path before for seconds, although nothing comes by it any more.
 */
final class Candidates {
    /** RFC 8445, section 5.1.2.2. */
    private static final long HOST_PREFERENCE = 126;
    /** Below every kind of UDP candidate but a relayed one (RFC 6544, section 4.2, wants TCP below UDP). */
    private static final long TCP_HOST_PREFERENCE = 90;

    /** Browsers give their own candidates some 32,500. */
    private static final int FIRST_PREFERENCE = 16_384;

    private static final int RESTART_STEP = 256;
    private static final int MOST_RESTARTS = 60;
    /** RFC 6544, section 4.2: a passive candidate, in the upper three bits of the local preference. */
    private static final int PASSIVE_PREFERENCE = 4 << 13;

    private static final int FIRST_OTHER_PREFERENCE = 4_096;
    private static final int RESTART_OTHER_STEP = 64;
    private static final int COMPONENT = 1;

    private Candidates() {}

    /** After so many ICE restarts of the transport they are for. */
    static List<Candidate> of(List<AnnouncedAddress> addresses, int restarts) {
        int step = Math.min(restarts, MOST_RESTARTS);
        List<Candidate> candidates = new ArrayList<>();
        for (AnnouncedAddress address : addresses) {
            int place = candidates.size();
            candidates.add(Candidate.newBuilder()
                    .setFoundation(Integer.toString(place + 1))
                    .setPriority((int) priority(address.protocol(), place, step))
                    .setProtocol(protocol(address.protocol()))
                    .setAddress(address.ip())
                    .setPort(address.port())
                    .build());
        }
        return List.copyOf(candidates);
    }

    private static CandidateProtocol protocol(AnnouncedAddress.Protocol protocol) {
        return switch (protocol) {
            case UDP -> CandidateProtocol.CANDIDATE_PROTOCOL_UDP;
            case TCP -> CandidateProtocol.CANDIDATE_PROTOCOL_TCP_PASSIVE;
        };
    }

    private static long priority(AnnouncedAddress.Protocol protocol, int place, int step) {
        return switch (protocol) {
            case UDP -> priority(HOST_PREFERENCE, FIRST_PREFERENCE + RESTART_STEP * step - place);
            case TCP ->
                priority(
                        TCP_HOST_PREFERENCE,
                        PASSIVE_PREFERENCE | (FIRST_OTHER_PREFERENCE + RESTART_OTHER_STEP * step - place));
        };
    }

    private static long priority(long typePreference, long localPreference) {
        return typePreference << 24 | localPreference << 8 | (256 - COMPONENT);
    }
}
