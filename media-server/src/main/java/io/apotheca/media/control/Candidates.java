// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.control.v1.Candidate;
import io.apotheca.media.control.v1.CandidateProtocol;
import io.apotheca.media.net.AnnouncedAddress;
import java.util.ArrayList;
import java.util.List;

/** The host candidates of a loop's addresses: UDP before TCP, and among equals in the order given. */
final class Candidates {
    /** RFC 8445, section 5.1.2.2. */
    private static final long HOST_PREFERENCE = 126;
    /** Below every kind of UDP candidate but a relayed one (RFC 6544, section 4.2, wants TCP below UDP). */
    private static final long TCP_HOST_PREFERENCE = 90;

    private static final int MAX_LOCAL_PREFERENCE = 65_535;
    /** RFC 6544, section 4.2: a passive candidate, in the upper three bits of the local preference. */
    private static final int PASSIVE_PREFERENCE = 4 << 13;

    private static final int MAX_OTHER_PREFERENCE = 8_191;
    private static final int COMPONENT = 1;

    private Candidates() {}

    static List<Candidate> of(List<AnnouncedAddress> addresses) {
        List<Candidate> candidates = new ArrayList<>();
        for (AnnouncedAddress address : addresses) {
            int place = candidates.size();
            candidates.add(Candidate.newBuilder()
                    .setFoundation(Integer.toString(place + 1))
                    .setPriority((int) priority(address.protocol(), place))
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

    private static long priority(AnnouncedAddress.Protocol protocol, int place) {
        return switch (protocol) {
            case UDP -> priority(HOST_PREFERENCE, MAX_LOCAL_PREFERENCE - place);
            case TCP -> priority(TCP_HOST_PREFERENCE, PASSIVE_PREFERENCE | (MAX_OTHER_PREFERENCE - place));
        };
    }

    private static long priority(long typePreference, long localPreference) {
        return typePreference << 24 | localPreference << 8 | (256 - COMPONENT);
    }
}
