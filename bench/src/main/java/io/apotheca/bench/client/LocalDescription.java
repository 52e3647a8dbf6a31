// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.transport.HeaderExtensions;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a connection's session description (RFC 9429), an offer or an answer alike: all m-lines in one bundle, one host
 * candidate, the active part in DTLS.
 */
public final class LocalDescription {
    private static final HexFormat DIGEST = HexFormat.ofDelimiter(":").withUpperCase();
    private static final int HOST_PRIORITY = 0x7EFF_FFFF;

    private final LocalParameters local;
    private final Formats formats;
    private final StringBuilder out = new StringBuilder(8 * 1024);

    private LocalDescription(LocalParameters local, Formats formats) {
        this.local = local;
        this.formats = formats;
    }

    /** The m-lines in their order; the formats are ours in an offer, and those offered in an answer. */
    public static String write(LocalParameters local, Formats formats, List<MediaLine> lines) {
        return new LocalDescription(local, formats).write(lines);
    }

    private String write(List<MediaLine> lines) {
        line("v=0");
        line("o=- 1 1 IN IP4 127.0.0.1");
        line("s=-");
        line("t=0 0");
        line("a=group:BUNDLE " + lines.stream().map(MediaLine::mid).collect(Collectors.joining(" ")));
        line("a=msid-semantic: WMS *");
        lines.forEach(this::writeLine);
        return out.toString();
    }

    private void writeLine(MediaLine line) {
        int payloadType = formats.payloadType(line.kind());
        int rtx = formats.rtxPayloadType(line.kind());
        line("m=" + line.kind().sdp() + " 9 UDP/TLS/RTP/SAVPF " + payloadType + (rtx == 0 ? "" : " " + rtx));
        line("c=IN IP4 0.0.0.0");
        writeTransport();
        line("a=mid:" + line.mid());
        line(line.sends() ? "a=sendonly" : "a=recvonly");
        writeExtensions(line);
        switch (line.kind()) {
            case AUDIO -> {
                line("a=rtpmap:" + payloadType + " opus/48000/2");
                line("a=rtcp-fb:" + payloadType + " transport-cc");
                line("a=fmtp:" + payloadType + " minptime=10;useinbandfec=1");
            }
            case VIDEO -> writeVideo(payloadType, rtx);
        }
        writeStreams(line);
    }

    private void writeTransport() {
        line("a=candidate:1 1 udp " + HOST_PRIORITY + " "
                + local.address().getAddress().getHostAddress() + " "
                + local.address().getPort() + " typ host");
        line("a=ice-ufrag:" + local.ice().ufrag());
        line("a=ice-pwd:" + local.ice().pwd());
        line("a=fingerprint:" + local.fingerprint().algorithm() + " "
                + DIGEST.formatHex(local.fingerprint().digest()));
        line("a=setup:active");
        line("a=rtcp-mux");
        line("a=rtcp-rsize");
    }

    private void writeExtensions(MediaLine line) {
        HeaderExtensions ids = formats.extensions();
        extension(ids.mid(), SdpNames.MID);
        extension(ids.transportWideCc(), SdpNames.TRANSPORT_WIDE);
        if (line.kind() == MediaKind.AUDIO) {
            extension(ids.audioLevel(), SdpNames.AUDIO_LEVEL);
        }
        if (line.simulcast()) {
            extension(ids.rid(), SdpNames.RID);
            extension(ids.repairedRid(), SdpNames.REPAIRED_RID);
        }
    }

    private void extension(int id, String name) {
        if (id != 0) {
            line("a=extmap:" + id + " " + name);
        }
    }

    private void writeVideo(int payloadType, int rtx) {
        line("a=rtpmap:" + payloadType + " VP8/90000");
        for (String feedback : List.of("transport-cc", "ccm fir", "nack", "nack pli")) {
            line("a=rtcp-fb:" + payloadType + " " + feedback);
        }
        if (rtx != 0) {
            line("a=rtpmap:" + rtx + " rtx/90000");
            line("a=fmtp:" + rtx + " apt=" + payloadType);
        }
    }

    private void writeStreams(MediaLine line) {
        if (line.simulcast()) {
            line.streams().forEach(stream -> line("a=rid:" + stream.rid() + " send"));
            line("a=simulcast:send "
                    + line.streams().stream().map(SentStream::rid).collect(Collectors.joining(";")));
            return;
        }
        for (SentStream stream : line.streams()) {
            String ssrc = Integer.toUnsignedString(stream.ssrc());
            line("a=msid:bench " + line.mid());
            if (stream.rtxSsrc() != 0) {
                String rtxSsrc = Integer.toUnsignedString(stream.rtxSsrc());
                line("a=ssrc-group:FID " + ssrc + " " + rtxSsrc);
                line("a=ssrc:" + rtxSsrc + " cname:bench");
            }
            line("a=ssrc:" + ssrc + " cname:bench");
        }
    }

    private void line(String text) {
        out.append(text).append("\r\n");
    }
}
