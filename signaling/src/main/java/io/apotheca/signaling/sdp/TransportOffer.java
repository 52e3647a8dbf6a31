// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import com.google.protobuf.ByteString;
import io.apotheca.media.control.v1.Fingerprint;
import io.apotheca.media.control.v1.IceParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ICE credentials (RFC 8839) and certificate fingerprints (RFC 8122) of the one transport that all m-lines share
 * (RFC 9143): those of the first m-line that is answered, of the session, or of the BUNDLE group's first m-line.
 */
record TransportOffer(IceParameters ice, List<Fingerprint> fingerprints) {
    private static final int MAX_FINGERPRINTS = 8;
    private static final int MAX_ICE_CHARS = 256;
    private static final int MIN_UFRAG_CHARS = 4;
    private static final int MIN_PWD_CHARS = 22;
    private static final Map<String, Integer> DIGEST_BYTES = Map.of("sha-256", 32, "sha-384", 48, "sha-512", 64);

    static TransportOffer read(SessionDescription offer, MediaDescription answered, MediaDescription tagged)
            throws BadOfferException {
        List<Attributes> levels = List.of(answered.attributes(), offer.attributes(), tagged.attributes());
        if (offer.attributes().has("ice-lite")) {
            throw new BadOfferException(OfferProblem.ICE_LITE_PEER);
        }
        if (levels.stream().noneMatch(level -> level.has("rtcp-mux"))) {
            throw new BadOfferException(OfferProblem.NO_RTCP_MUX);
        }
        String setup = first(levels, "setup");
        if (setup == null || !(setup.equals("actpass") || setup.equals("active"))) {
            throw new BadOfferException(OfferProblem.BAD_SETUP);
        }
        IceParameters ice = IceParameters.newBuilder()
                .setUfrag(credential(first(levels, "ice-ufrag"), MIN_UFRAG_CHARS))
                .setPwd(credential(first(levels, "ice-pwd"), MIN_PWD_CHARS))
                .build();
        return new TransportOffer(ice, fingerprints(levels));
    }

    private static @Nullable String first(List<Attributes> levels, String name) {
        for (Attributes level : levels) {
            String value = level.first(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static String credential(@Nullable String value, int leastChars) throws BadOfferException {
        if (value == null
                || value.length() < leastChars
                || value.length() > MAX_ICE_CHARS
                || !value.chars().allMatch(TransportOffer::isIceCharacter)) {
            throw new BadOfferException(OfferProblem.BAD_ICE);
        }
        return value;
    }

    private static boolean isIceCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }

    /** Fingerprints by hash functions that are not known or too weak are passed over (RFC 8122 section 5.1). */
    private static List<Fingerprint> fingerprints(List<Attributes> levels) throws BadOfferException {
        List<String> offered = levels.stream()
                .map(level -> level.all("fingerprint"))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
        List<Fingerprint> known = new ArrayList<>();
        for (String value : offered) {
            List<String> words = SdpText.words(value);
            String algorithm = words.getFirst().toLowerCase(Locale.ROOT);
            Integer length = DIGEST_BYTES.get(algorithm);
            if (length != null) {
                known.add(Fingerprint.newBuilder()
                        .setAlgorithm(algorithm)
                        .setDigest(digest(words, length))
                        .build());
            }
        }
        if (known.isEmpty() || known.size() > MAX_FINGERPRINTS) {
            throw new BadOfferException(OfferProblem.BAD_FINGERPRINT);
        }
        return known;
    }

    private static ByteString digest(List<String> words, int length) throws BadOfferException {
        String hex = words.size() == 2 ? words.get(1) : "";
        if (hex.length() != length * 3 - 1) {
            throw new BadOfferException(OfferProblem.BAD_FINGERPRINT);
        }
        byte[] digest = new byte[length];
        for (int at = 0; at < length; at++) {
            int high = Character.digit(hex.charAt(at * 3), 16);
            int low = Character.digit(hex.charAt(at * 3 + 1), 16);
            boolean separated = at == length - 1 || hex.charAt(at * 3 + 2) == ':';
            if (high < 0 || low < 0 || !separated) {
                throw new BadOfferException(OfferProblem.BAD_FINGERPRINT);
            }
            digest[at] = (byte) (high << 4 | low);
        }
        return ByteString.copyFrom(digest);
    }
}
