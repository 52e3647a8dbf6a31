// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import java.util.List;

/**
 * What was agreed on one half of a slot.
 *
 * @param encodings the codecs it can show, of one kind; the source's own decides
 * @param ssrc what the answer announced
 * @param rtxSsrc likewise; matters only with RTX
 * @param transportWideExtension id of the transport-wide sequence number, for which the header leaves two octets, or 0
 * @param dependencyExtension id of the dependency descriptor, or 0
 */
public record SlotParameters(
        List<Encoding> encodings, int ssrc, int rtxSsrc, int transportWideExtension, int dependencyExtension) {
    public SlotParameters {
        encodings = List.copyOf(encodings);
        if (encodings.isEmpty()) {
            throw new IllegalArgumentException("a slot has a codec");
        }
    }

    /** A slot of one codec and without header extensions. */
    public SlotParameters(Encoding encoding, int ssrc, int rtxSsrc) {
        this(List.of(encoding), ssrc, rtxSsrc, 0, 0);
    }
}
