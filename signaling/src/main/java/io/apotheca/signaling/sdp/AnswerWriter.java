// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.Candidate;
import io.apotheca.media.control.v1.CandidateProtocol;
import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.ExtensionParameters;
import io.apotheca.media.control.v1.Fingerprint;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.control.v1.SendEncoding;
import io.apotheca.media.control.v1.SlotStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the answer (RFC 9429 section 5.3) of an ICE-lite, DTLS-passive server: one transport, all candidates at once on
 * the first answered m-line, codec and extension numbers as offered. One instance writes one answer.
 */
final class AnswerWriter {
    private static final HexFormat DIGEST = HexFormat.ofDelimiter(":").withUpperCase();
    private static final List<String> AUDIO_FEEDBACK = List.of("nack", OfferedCodecs.TRANSPORT_FEEDBACK);
    private static final List<String> VIDEO_FEEDBACK =
            List.of("nack", "nack pli", "ccm fir", OfferedCodecs.TRANSPORT_FEEDBACK);
    private static final int SPEECH_BPS = 24_000;
    /** Where libwebrtc begins instead of at 300 kb/s, which is too little for a first picture of a face. */
    private static final int START_KBPS = 600;

    private final JoinRequest request;
    private final JoinResponse response;
    private final List<SectionPlan> sections;
    private final String session;
    private final int version;
    private final StringBuilder out = new StringBuilder(16 * 1024);
    private boolean candidatesWritten;

    /** {@code session} and {@code version} are the origin's (RFC 8866 section 5.2). */
    AnswerWriter(JoinRequest request, JoinResponse response, List<SectionPlan> sections, String session, int version) {
        this.request = request;
        this.response = response;
        this.sections = sections;
        this.session = session;
        this.version = version;
    }

    String write(boolean mixedExtensions) {
        line("v=0");
        line("o=- " + session + " " + version + " IN IP4 0.0.0.0");
        line("s=-");
        line("t=0 0");
        line("a=ice-lite");
        line("a=group:BUNDLE " + bundle());
        if (mixedExtensions) {
            line("a=extmap-allow-mixed");
        }
        line("a=msid-semantic: WMS *");
        for (SectionPlan section : sections) {
            switch (section) {
                case SectionPlan.Send send -> writeSend(send);
                case SectionPlan.Receive receive -> writeReceive(receive);
                case SectionPlan.Reject reject -> writeReject(reject);
            }
        }
        return out.toString();
    }

    private String bundle() {
        return sections.stream()
                .filter(SectionPlan.Accepted.class::isInstance)
                .map(section -> ((SectionPlan.Accepted) section).mid())
                .collect(Collectors.joining(" "));
    }

    private void writeSend(SectionPlan.Send send) {
        writeHead(send);
        line("a=" + Direction.RECVONLY.text());
        writeCodecs(send);
        writeStreamFeedback(request.getReportedByStream());
        writeSimulcast(send);
    }

    private void writeSimulcast(SectionPlan.Send send) {
        List<String> rids = send.section().getEncodingsList().stream()
                .map(SendEncoding::getRid)
                .filter(rid -> !rid.isEmpty())
                .toList();
        if (!rids.isEmpty()) {
            rids.forEach(rid -> line("a=rid:" + rid + " recv"));
            line("a=simulcast:recv " + String.join(";", rids));
        }
    }

    private void writeReceive(SectionPlan.Receive receive) {
        writeHead(receive);
        line("a=" + Direction.SENDONLY.text());
        SlotStream stream = streamOf(receive.mid());
        line("a=msid:" + stream.getStreamId() + " " + stream.getStreamId() + "-"
                + receive.offered().kind());
        writeCodecs(receive);
        writeStreamFeedback(request.getReportsByStream());
        String ssrc = Integer.toUnsignedString(stream.getSsrc());
        if (stream.hasRtxSsrc() && receive.codecs().stream().anyMatch(CodecParameters::hasRtxPayloadType)) {
            String rtxSsrc = Integer.toUnsignedString(stream.getRtxSsrc());
            line("a=ssrc-group:FID " + ssrc + " " + rtxSsrc);
            line("a=ssrc:" + ssrc + " cname:" + stream.getCname());
            line("a=ssrc:" + rtxSsrc + " cname:" + stream.getCname());
        } else {
            line("a=ssrc:" + ssrc + " cname:" + stream.getCname());
        }
    }

    private void writeReject(SectionPlan.Reject reject) {
        MediaDescription offered = reject.offered();
        line("m=" + offered.kind() + " 0 " + offered.protocol() + " " + String.join(" ", offered.formats()));
        line("c=IN IP4 0.0.0.0");
        if (offered.mid() != null) {
            line("a=mid:" + offered.mid());
        }
        line("a=" + Direction.INACTIVE.text());
    }

    private void writeHead(SectionPlan.Accepted plan) {
        MediaDescription offered = plan.offered();
        StringBuilder formats = new StringBuilder();
        for (CodecParameters codec : plan.codecs()) {
            formats.append(' ').append(codec.getPayloadType());
            if (codec.hasRtxPayloadType()) {
                formats.append(' ').append(codec.getRtxPayloadType());
            }
            if (codec.hasRedPayloadType()) {
                formats.append(' ').append(codec.getRedPayloadType());
            }
        }
        line("m=" + offered.kind() + " 9 " + offered.protocol() + formats);
        line("c=IN IP4 0.0.0.0");
        if (!candidatesWritten) {
            writeCandidates();
        }
        line("a=mid:" + plan.mid());
        line("a=ice-ufrag:" + response.getIce().getUfrag());
        line("a=ice-pwd:" + response.getIce().getPwd());
        for (Fingerprint fingerprint : response.getFingerprintsList()) {
            String digest = DIGEST.formatHex(fingerprint.getDigest().toByteArray());
            line("a=fingerprint:" + fingerprint.getAlgorithm() + " " + digest);
        }
        line("a=setup:passive");
        line("a=rtcp-mux");
        if (offered.attributes().has("rtcp-rsize")) {
            line("a=rtcp-rsize");
        }
        for (ExtensionParameters extension : plan.extensions()) {
            line("a=extmap:" + extension.getId() + " " + OfferedExtensions.uri(extension.getExtension()));
        }
    }

    private void writeCandidates() {
        candidatesWritten = true;
        for (Candidate candidate : response.getCandidatesList()) {
            boolean tcp = candidate.getProtocol() == CandidateProtocol.CANDIDATE_PROTOCOL_TCP_PASSIVE;
            line("a=candidate:" + candidate.getFoundation() + (tcp ? " 1 tcp " : " 1 udp ")
                    + Integer.toUnsignedString(candidate.getPriority()) + " " + candidate.getAddress() + " "
                    + candidate.getPort() + (tcp ? " typ host tcptype passive" : " typ host"));
        }
        line("a=end-of-candidates");
    }

    private void writeCodecs(SectionPlan.Accepted plan) {
        for (CodecParameters codec : plan.codecs()) {
            switch (codec.getCodec()) {
                case CODEC_OPUS -> writeOpus(plan, codec);
                case CODEC_VP8 -> writeVideo(plan, codec, "VP8");
                case CODEC_VP9 -> writeVideo(plan, codec, "VP9");
                case CODEC_H264 -> writeVideo(plan, codec, "H264");
                case CODEC_AV1 -> writeVideo(plan, codec, "AV1");
                case CODEC_UNSPECIFIED, UNRECOGNIZED ->
                    throw new IllegalStateException("m-line without a codec that was picked");
            }
        }
    }

    /**
     * The parameters tell a publisher how to send (RFC 7587 section 7): with redundancy of the encoder's own when it loses
     * packets, hardly anything during silence, and so that one voice with its headers fits a line of 60 kb/s. They are the same on all m-lines, which share one payload type: libwebrtc
     * takes the answer for contradictory otherwise.
     */
    private void writeOpus(SectionPlan.Accepted plan, CodecParameters codec) {
        int payloadType = codec.getPayloadType();
        line("a=rtpmap:" + payloadType + " opus/48000/2");
        line("a=fmtp:" + payloadType + " useinbandfec=1;usedtx=1;maxaveragebitrate=" + SPEECH_BPS + ";minptime=10");
        writeFeedback(plan, codec, AUDIO_FEEDBACK);
        if (codec.hasRedPayloadType()) {
            line("a=rtpmap:" + codec.getRedPayloadType() + " red/48000/2");
            line("a=fmtp:" + codec.getRedPayloadType() + " " + payloadType + "/" + payloadType);
        }
    }

    private void writeVideo(SectionPlan.Accepted plan, CodecParameters codec, String name) {
        int payloadType = codec.getPayloadType();
        line("a=rtpmap:" + payloadType + " " + name + "/90000");
        String profile = VideoProfiles.text(codec);
        String start = plan instanceof SectionPlan.Send ? "x-google-start-bitrate=" + START_KBPS : "";
        if (!profile.isEmpty() || !start.isEmpty()) {
            String separator = profile.isEmpty() || start.isEmpty() ? "" : ";";
            line("a=fmtp:" + payloadType + " " + profile + separator + start);
        }
        writeFeedback(plan, codec, VIDEO_FEEDBACK);
        if (codec.hasRtxPayloadType()) {
            line("a=rtpmap:" + codec.getRtxPayloadType() + " rtx/90000");
            line("a=fmtp:" + codec.getRtxPayloadType() + " apt=" + payloadType);
        }
    }

    /** An answer may only have feedback that was offered (RFC 4585 section 4.2). */
    private void writeFeedback(SectionPlan.Accepted plan, CodecParameters codec, List<String> wanted) {
        for (String feedback : wanted) {
            if (OfferedCodecs.offersFeedback(plan.offered(), codec.getPayloadType(), feedback)) {
                line("a=rtcp-fb:" + codec.getPayloadType() + " " + feedback);
            }
        }
    }

    /** For all payload types, however it was offered (RFC 8888 section 6). */
    private void writeStreamFeedback(boolean chosen) {
        if (chosen) {
            line("a=rtcp-fb:* " + OfferedCodecs.STREAM_FEEDBACK);
        }
    }

    private SlotStream streamOf(String mid) {
        for (SlotStream stream : response.getStreamsList()) {
            if (stream.getMid().equals(mid)) {
                return stream;
            }
        }
        throw new IllegalStateException("the media service named no stream for a slot");
    }

    private void line(String text) {
        out.append(text).append("\r\n");
    }
}
