// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a session description says, as far as a negotiation needs it: attributes and m-lines. */
record SessionDescription(Attributes attributes, List<MediaDescription> sections) {

    @Nullable
    MediaDescription sectionOf(String mid) {
        for (MediaDescription section : sections) {
            if (mid.equals(section.mid())) {
                return section;
            }
        }
        return null;
    }

    Direction directionOf(MediaDescription section) {
        Direction own = Direction.in(section.attributes());
        Direction inherited = own == null ? Direction.in(attributes) : own;
        return inherited == null ? Direction.SENDRECV : inherited;
    }

    /** Mids of the first BUNDLE group (RFC 9143), empty without one. The first of them carries the transport. */
    List<String> bundle() {
        for (String group : attributes.all("group")) {
            List<String> words = SdpText.words(group);
            if (words.getFirst().equals("BUNDLE")) {
                return words.subList(1, words.size());
            }
        }
        return List.of();
    }

    /** Whether one-byte and two-byte header extensions may be mixed (RFC 8285 section 6). */
    boolean allowsMixedExtensions() {
        return attributes.has("extmap-allow-mixed")
                || sections.stream().allMatch(section -> section.attributes().has("extmap-allow-mixed"));
    }
}
