// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads session descriptions (RFC 8866): the m-lines and all attributes, of whatever names. Lines end in CRLF or LF.
 * Bounded: size, lines, line length, m-lines. One instance reads one description.
 */
final class SdpParser {
    static final int MAX_CHARS = 256 * 1024;
    static final int MAX_LINES = 10_000;
    static final int MAX_LINE_CHARS = 4096;
    static final int MAX_SECTIONS = 32;
    private static final int MAX_PORT = 0xFFFF;
    private static final int MAX_FORMATS = 128;
    private static final String LINE_TYPES = "vosiuepcbtrzkam";

    private final String sdp;
    private final List<MediaDescription> sections = new ArrayList<>();
    private final Attributes session = new Attributes(new HashMap<>());
    private Attributes current = session;

    private SdpParser(String sdp) {
        this.sdp = sdp;
    }

    static SessionDescription parse(String sdp) throws BadOfferException {
        if (sdp.length() > MAX_CHARS) {
            throw new BadOfferException(OfferProblem.OFFER_TOO_LARGE);
        }
        return new SdpParser(sdp).read();
    }

    private SessionDescription read() throws BadOfferException {
        int at = 0;
        for (int lines = 0; at < sdp.length(); lines++) {
            if (lines == MAX_LINES) {
                throw new BadOfferException(OfferProblem.OFFER_TOO_LARGE);
            }
            int feed = sdp.indexOf('\n', at);
            int end = feed < 0 ? sdp.length() : feed;
            int next = end + 1;
            if (end > at && sdp.charAt(end - 1) == '\r') {
                end--;
            }
            readLine(at, end, lines == 0);
            at = next;
        }
        if (sections.isEmpty()) {
            throw new BadOfferException(OfferProblem.OFFER_NOT_SDP);
        }
        return new SessionDescription(session, List.copyOf(sections));
    }

    private void readLine(int start, int end, boolean first) throws BadOfferException {
        if (end - start < 2 || end - start > MAX_LINE_CHARS || sdp.charAt(start + 1) != '=') {
            throw new BadOfferException(OfferProblem.OFFER_NOT_SDP);
        }
        char type = sdp.charAt(start);
        String value = sdp.substring(start + 2, end);
        if (LINE_TYPES.indexOf(type) < 0 || value.chars().anyMatch(c -> c < ' ')) {
            throw new BadOfferException(OfferProblem.OFFER_NOT_SDP);
        }
        boolean version = type == 'v' && value.equals("0");
        if (first != version) {
            throw new BadOfferException(OfferProblem.OFFER_NOT_SDP);
        }
        if (type == 'm') {
            readSection(value);
        } else if (type == 'a') {
            readAttribute(value);
        }
    }

    private void readSection(String value) throws BadOfferException {
        if (sections.size() == MAX_SECTIONS) {
            throw new BadOfferException(OfferProblem.TOO_MANY_SECTIONS);
        }
        List<String> words = SdpText.words(value);
        if (words.size() < 4 || words.size() - 3 > MAX_FORMATS) {
            throw new BadOfferException(OfferProblem.OFFER_NOT_SDP);
        }
        int port = (int) SdpText.number(words.get(1), MAX_PORT);
        List<String> formats = words.subList(3, words.size());
        if (port < 0
                || !SdpText.isToken(words.get(0))
                || !SdpText.words(words.get(2).replace('/', ' ')).stream().allMatch(SdpText::isToken)
                || !formats.stream().allMatch(SdpText::isToken)) {
            throw new BadOfferException(OfferProblem.OFFER_NOT_SDP);
        }
        current = new Attributes(new HashMap<>());
        sections.add(new MediaDescription(sections.size(), words.get(0), port, words.get(2), formats, current));
    }

    private void readAttribute(String value) throws BadOfferException {
        int colon = value.indexOf(':');
        String name = colon < 0 ? value : value.substring(0, colon);
        String rest = colon < 0 ? "" : value.substring(colon + 1);
        if (!SdpText.isToken(name) || (name.equals("mid") && !SdpText.isToken(rest))) {
            throw new BadOfferException(OfferProblem.OFFER_NOT_SDP);
        }
        Map<String, List<String>> byName = current.byName();
        byName.computeIfAbsent(name, ignored -> new ArrayList<>(2)).add(rest);
    }
}
