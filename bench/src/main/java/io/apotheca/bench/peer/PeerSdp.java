// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.peer;

import io.apotheca.bench.client.MediaKind;
import io.apotheca.bench.client.ReceivedStream;
import io.apotheca.bench.client.RemoteParameters;
import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.transport.HeaderExtensions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a peer's offer or answer says (RFC 8866), as far as a simulated participant needs it: one bundled transport and
 * the m-lines. The peer is a server that the bench has started, so there is no more doubt than whether it speaks at all.
 *
 * @param session the lines before the first m-line
 */
record PeerSdp(List<String> session, List<Section> sections) {
    static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
    static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    static final String TRANSPORT_WIDE =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

    /** An m-line and its attributes. */
    record Section(List<String> lines) {
        /** Its words: media, port, protocol, payload types. */
        List<String> words() {
            return List.of(lines.getFirst().substring("m=".length()).split(" ", -1));
        }

        Optional<MediaKind> kind() {
            return Arrays.stream(MediaKind.values())
                    .filter(kind -> kind.sdp().equals(words().getFirst()))
                    .findFirst();
        }

        /** Whether the peer sends there. */
        boolean sends() {
            return !words().get(1).equals("0") && (lines.contains("a=sendonly") || lines.contains("a=sendrecv"));
        }

        List<String> all(String attribute) {
            return values(lines, attribute);
        }

        private Optional<ReceivedStream> stream() {
            Optional<String> group = all("ssrc-group").stream()
                    .filter(each -> each.startsWith("FID "))
                    .findFirst();
            List<String> ssrcs = group.map(each -> List.of(each.split(" ", -1)).subList(1, 3))
                    .orElseGet(() -> all("ssrc").stream()
                            .map(each -> each.split(" ", -1)[0])
                            .limit(1)
                            .toList());
            return ssrcs.isEmpty()
                    ? Optional.empty()
                    : kind().map(kind -> new ReceivedStream(
                            kind,
                            Integer.parseUnsignedInt(ssrcs.getFirst()),
                            group.isEmpty() ? 0 : Integer.parseUnsignedInt(ssrcs.getLast())));
        }
    }

    /** Reads the lines, whatever they say. */
    static PeerSdp read(String text) {
        List<String> session = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        List<String> current = session;
        for (String line : text.lines().toList()) {
            if (line.startsWith("m=")) {
                current = new ArrayList<>();
                sections.add(new Section(current));
            }
            current.add(line);
        }
        return new PeerSdp(session, sections);
    }

    /** What may come by it. */
    List<ReceivedStream> streams() {
        return sections.stream()
                .filter(Section::sends)
                .flatMap(section -> section.stream().stream())
                .toList();
    }

    /**
     * Where it is and who it is.
     *
     * @throws IOException where it does not say
     */
    RemoteParameters remote() throws IOException {
        try {
            return new RemoteParameters(
                    new IceParameters(first("ice-ufrag"), first("ice-pwd")),
                    fingerprint(first("fingerprint")),
                    address(first("candidate")),
                    new HeaderExtensions(extension(MID), 0, 0, extension(TRANSPORT_WIDE), extension(AUDIO_LEVEL)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("the peer's session description cannot be used", e);
        }
    }

    private static Fingerprint fingerprint(String value) {
        String[] words = value.split(" ", -1);
        return new Fingerprint(words[0], HexFormat.ofDelimiter(":").parseHex(words[1]));
    }

    /** RFC 8839 section 5.1: the fifth and sixth word. */
    private static InetSocketAddress address(String candidate) {
        String[] words = candidate.split(" ", -1);
        return new InetSocketAddress(words[4], Integer.parseInt(words[5]));
    }

    /** Its id on the m-line that has it; a peer uses the same on all. */
    private int extension(String uri) {
        return sections.stream()
                .flatMap(section -> section.all("extmap").stream())
                .filter(value -> value.endsWith(" " + uri))
                .mapToInt(value -> Integer.parseInt(value.replaceAll("[/ ].*", "")))
                .findFirst()
                .orElse(0);
    }

    private String first(String attribute) throws IOException {
        List<String> own = values(session, attribute);
        return sections.stream()
                .flatMap(section -> section.all(attribute).stream())
                .findFirst()
                .or(() -> own.stream().findFirst())
                .orElseThrow(() -> new IOException("the peer's session description lacks " + attribute));
    }

    private static List<String> values(List<String> lines, String attribute) {
        String prefix = "a=" + attribute + ":";
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }
}
