// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.transport.HeaderExtensions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server's answer or offer says, as far as a connection needs it. Read leniently: the server is the one under load,
 * not an enemy; what is needed and missing is said.
 *
 * @param lines the m-lines in their order
 * @param formats the numbers that the description uses
 */
public record RemoteDescription(RemoteParameters parameters, List<Line> lines, Formats formats) {
    /**
     * One m-line of the server's.
     *
     * @param sends whether the server does; then with {@code ssrc}, and {@code rtxSsrc} where it retransmits
     * @param kind null where it is neither audio nor video
     */
    public record Line(@Nullable MediaKind kind, String mid, boolean active, boolean sends, int ssrc, int rtxSsrc) {}

    public RemoteDescription {
        lines = List.copyOf(lines);
    }

    /** All streams that the server sends. */
    public List<ReceivedStream> received() {
        List<ReceivedStream> streams = new ArrayList<>();
        for (Line each : lines) {
            if (each.kind() != null && each.active() && each.sends() && each.ssrc() != 0) {
                streams.add(new ReceivedStream(each.kind(), each.ssrc(), each.rtxSsrc()));
            }
        }
        return streams;
    }

    /** Reads it; the message of a failure says what is missing, and repeats nothing. */
    public static RemoteDescription read(String sdp) throws IOException {
        Reader reader = new Reader();
        try {
            sdp.lines().forEach(reader::read);
            return reader.end();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("the server's description cannot be read");
        }
    }

    /** Takes one line after the other. */
    private static final class Reader {
        private final List<Line> lines = new ArrayList<>();
        private final Map<String, Integer> extensions = new HashMap<>();
        private final Map<String, Integer> codecs = new HashMap<>();
        private @Nullable Section section;
        private @Nullable String ufrag;
        private @Nullable String pwd;
        private @Nullable Fingerprint fingerprint;
        private @Nullable InetSocketAddress candidate;

        void read(String line) {
            if (line.startsWith("m=")) {
                endSection();
                section = new Section(line.substring(2).split(" ", 3));
            } else if (line.startsWith("a=")) {
                int colon = line.indexOf(':');
                String name = colon < 0 ? line.substring(2) : line.substring(2, colon);
                readAttribute(name, colon < 0 ? "" : line.substring(colon + 1));
            }
        }

        private void readAttribute(String name, String value) {
            switch (name) {
                case "ice-ufrag" -> ufrag = ufrag == null ? value : ufrag;
                case "ice-pwd" -> pwd = pwd == null ? value : pwd;
                case "fingerprint" -> fingerprint = fingerprint == null ? fingerprint(value) : fingerprint;
                case "candidate" -> candidate = candidate == null ? candidate(value) : candidate;
                case "extmap" -> readExtension(value.split(" ", -1));
                case "rtpmap" -> {
                    String[] words = value.split(" ", 2);
                    codecs.putIfAbsent(words[1].toUpperCase(Locale.ROOT), Integer.parseInt(words[0]));
                }
                default -> {
                    if (section != null) {
                        section.read(name, value);
                    }
                }
            }
        }

        private void readExtension(String[] words) {
            extensions.putIfAbsent(words[1], Integer.parseInt(words[0].replaceAll("/.*", "")));
        }

        private static Fingerprint fingerprint(String value) {
            String[] words = value.split(" ", 2);
            return new Fingerprint(
                    words[0], HexFormat.of().parseHex(words[1].replace(":", "").strip()));
        }

        /** The first of UDP with an IPv4 address, or null. */
        private static @Nullable InetSocketAddress candidate(String value) {
            String[] words = value.split(" ", -1);
            boolean usable = words[2].equalsIgnoreCase("udp") && words[4].indexOf('.') > 0;
            return usable ? new InetSocketAddress(InetAddress.ofLiteral(words[4]), Integer.parseInt(words[5])) : null;
        }

        private void endSection() {
            if (section != null) {
                lines.add(section.end());
            }
        }

        RemoteDescription end() throws IOException {
            endSection();
            if (ufrag == null || pwd == null || fingerprint == null || candidate == null) {
                throw new IOException("the server's description has no credentials, fingerprint or IPv4 candidate");
            }
            HeaderExtensions ids = new HeaderExtensions(
                    extensions.getOrDefault(SdpNames.MID, 0),
                    extensions.getOrDefault(SdpNames.RID, 0),
                    extensions.getOrDefault(SdpNames.REPAIRED_RID, 0),
                    extensions.getOrDefault(SdpNames.TRANSPORT_WIDE, 0),
                    extensions.getOrDefault(SdpNames.AUDIO_LEVEL, 0));
            Formats formats = new Formats(
                    codecs.getOrDefault("OPUS/48000/2", 0),
                    codecs.getOrDefault("VP8/90000", 0),
                    codecs.getOrDefault("RTX/90000", 0),
                    ids);
            return new RemoteDescription(
                    new RemoteParameters(new IceParameters(ufrag, pwd), fingerprint, candidate, ids), lines, formats);
        }
    }

    /** One m-line while it is read. */
    private static final class Section {
        private final @Nullable MediaKind kind;
        private final boolean disabled;
        private String mid = "";
        private boolean sends = true;
        private boolean active = true;
        private int ssrc;
        private int rtxSsrc;

        Section(String[] words) {
            kind = switch (words[0]) {
                case "audio" -> MediaKind.AUDIO;
                case "video" -> MediaKind.VIDEO;
                default -> null;
            };
            disabled = words[1].equals("0");
        }

        void read(String name, String value) {
            switch (name) {
                case "mid" -> mid = value;
                case "recvonly" -> sends = false;
                case "inactive" -> active = false;
                case "ssrc-group" -> {
                    String[] words = value.split(" ", -1);
                    if (words[0].equals("FID")) {
                        ssrc = Integer.parseUnsignedInt(words[1]);
                        rtxSsrc = Integer.parseUnsignedInt(words[2]);
                    }
                }
                case "ssrc" -> ssrc = ssrc == 0 ? Integer.parseUnsignedInt(value.split(" ", 2)[0]) : ssrc;
                default -> {}
            }
        }

        Line end() {
            return new Line(kind, mid, active && !disabled, sends, ssrc, rtxSsrc);
        }
    }
}
