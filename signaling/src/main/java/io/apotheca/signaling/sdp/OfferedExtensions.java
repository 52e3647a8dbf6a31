// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.ExtensionParameters;
import io.apotheca.media.control.v1.HeaderExtension;
import java.util.ArrayList;
import java.util.List;

/** Header extensions (RFC 8285) that this server uses, by the offer's numbers. */
final class OfferedExtensions {
    private static final int MAX_ID = 255;
    /** Ends the one-byte form (RFC 8285 section 4.2). */
    private static final int RESERVED_ID = 15;

    private OfferedExtensions() {}

    static String uri(HeaderExtension extension) {
        return switch (extension) {
            case HEADER_EXTENSION_MID -> "urn:ietf:params:rtp-hdrext:sdes:mid";
            case HEADER_EXTENSION_AUDIO_LEVEL -> "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
            case HEADER_EXTENSION_TRANSPORT_WIDE_CC ->
                "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
            case HEADER_EXTENSION_RID -> "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
            case HEADER_EXTENSION_REPAIRED_RID -> "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";
            case HEADER_EXTENSION_DEPENDENCY_DESCRIPTOR ->
                "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";
            case HEADER_EXTENSION_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("not a header extension");
        };
    }

    /** Those of {@code wanted} that the m-line offers for what the client sends, or receives. */
    static List<ExtensionParameters> pick(MediaDescription section, boolean clientSends, List<HeaderExtension> wanted)
            throws BadOfferException {
        List<ExtensionParameters> picked = new ArrayList<>();
        for (String map : section.attributes().all("extmap")) {
            List<String> words = SdpText.words(map);
            for (HeaderExtension extension : wanted) {
                if (words.size() >= 2
                        && words.get(1).equals(uri(extension))
                        && serves(words.getFirst(), clientSends)
                        && picked.stream().noneMatch(known -> known.getExtension() == extension)) {
                    picked.add(ExtensionParameters.newBuilder()
                            .setExtension(extension)
                            .setId(id(words.getFirst(), section))
                            .build());
                }
            }
        }
        return picked;
    }

    private static boolean serves(String numberAndDirection, boolean clientSends) {
        return !numberAndDirection.endsWith("/inactive")
                && !numberAndDirection.endsWith(clientSends ? "/recvonly" : "/sendonly");
    }

    private static int id(String numberAndDirection, MediaDescription section) throws BadOfferException {
        int slash = numberAndDirection.indexOf('/');
        String number = slash < 0 ? numberAndDirection : numberAndDirection.substring(0, slash);
        int id = (int) SdpText.number(number, MAX_ID);
        if (id < 1 || id == RESERVED_ID) {
            throw new BadOfferException(OfferProblem.BAD_EXTENSION, section);
        }
        return id;
    }
}
