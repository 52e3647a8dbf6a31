// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** SSRCs of an m-line on which the client sends (RFC 5576), where the offer announces them. */
record OfferedStreams(@Nullable Integer ssrc, @Nullable Integer rtxSsrc) {
    private static final long MAX_SSRC = 0xFFFF_FFFFL;

    static OfferedStreams read(MediaDescription section) throws BadOfferException {
        for (String group : section.attributes().all("ssrc-group")) {
            List<String> words = SdpText.words(group);
            if (words.getFirst().equals("FID")) {
                if (words.size() != 3 || words.get(1).equals(words.get(2))) {
                    throw new BadOfferException(OfferProblem.BAD_SSRC, section);
                }
                return new OfferedStreams(ssrc(words.get(1), section), ssrc(words.get(2), section));
            }
        }
        String announced = section.attributes().first("ssrc");
        return new OfferedStreams(
                announced == null ? null : ssrc(SdpText.words(announced).getFirst(), section), null);
    }

    private static int ssrc(String text, MediaDescription section) throws BadOfferException {
        long ssrc = SdpText.number(text, MAX_SSRC);
        if (ssrc < 0) {
            throw new BadOfferException(OfferProblem.BAD_SSRC, section);
        }
        return (int) ssrc;
    }
}
