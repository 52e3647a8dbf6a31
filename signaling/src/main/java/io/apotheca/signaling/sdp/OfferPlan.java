// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.ExtensionParameters;
import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.media.control.v1.MediaKind;
import io.apotheca.media.control.v1.SendEncoding;
import io.apotheca.media.control.v1.SendSection;
import io.apotheca.media.control.v1.Slot;
import io.apotheca.media.control.v1.SlotSection;
import io.apotheca.signaling.config.VideoCodec;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.SlotMids;
import io.apotheca.signaling.wire.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Matches the m-lines of one offer with what the client says they are for. One instance plans one offer. */
final class OfferPlan {
    private static final Set<String> PROTOCOLS = Set.of("UDP/TLS/RTP/SAVPF", "TCP/TLS/RTP/SAVPF");

    private final SessionDescription sdp;
    private final List<VideoCodec> videoCodecs;
    private final Set<String> bundle;
    private final Map<String, SectionPlan.Accepted> accepted = new HashMap<>();
    private final List<Slot> slots = new ArrayList<>();

    private OfferPlan(SessionDescription sdp, List<VideoCodec> videoCodecs) {
        this.sdp = sdp;
        this.videoCodecs = videoCodecs;
        this.bundle = new HashSet<>(sdp.bundle());
    }

    /** With the video codecs in use, those to be sent first come first. */
    static OfferPlan of(SessionDescription sdp, ClientMessage.Offer offer, List<VideoCodec> videoCodecs)
            throws BadOfferException {
        OfferPlan plan = new OfferPlan(sdp, videoCodecs);
        plan.checkMids();
        plan.addSends(offer.sources());
        for (SlotMids slot : offer.slots()) {
            plan.addSlot(slot);
        }
        if (plan.accepted.isEmpty()) {
            throw new BadOfferException(OfferProblem.EMPTY_OFFER);
        }
        SharedNumbers.check(plan.accepted.values());
        return plan;
    }

    /** One plan for each m-line, in the offer's order. */
    List<SectionPlan> sections() {
        List<SectionPlan> plans = new ArrayList<>();
        for (MediaDescription section : sdp.sections()) {
            SectionPlan.Accepted plan = section.mid() == null ? null : accepted.get(section.mid());
            plans.add(plan == null ? new SectionPlan.Reject(section) : plan);
        }
        return plans;
    }

    /** In the client's order. */
    List<Slot> slots() {
        return slots;
    }

    private void checkMids() throws BadOfferException {
        Set<String> mids = new HashSet<>();
        for (MediaDescription section : sdp.sections()) {
            String mid = section.mid();
            if (mid != null && !mids.add(mid)) {
                throw new BadOfferException(OfferProblem.DUPLICATE_MID, section);
            }
        }
    }

    private void addSends(Map<String, Source> sources) throws BadOfferException {
        if (new HashSet<>(sources.values()).size() < sources.size()) {
            throw new BadOfferException(OfferProblem.SOURCE_USED_TWICE);
        }
        for (Map.Entry<String, Source> entry : sources.entrySet()) {
            addSend(entry.getKey(), entry.getValue());
        }
    }

    private void addSend(String mid, Source source) throws BadOfferException {
        MediaKind kind = source == Source.MICROPHONE ? MediaKind.MEDIA_KIND_AUDIO : MediaKind.MEDIA_KIND_VIDEO;
        MediaDescription section = usableSection(mid, kind);
        if (!sdp.directionOf(section).sends()) {
            throw new BadOfferException(OfferProblem.WRONG_DIRECTION, section);
        }
        // A microphone is sent as it is: its loss is met by the encoder's own redundancy.
        List<CodecParameters> codecs =
                kind == MediaKind.MEDIA_KIND_AUDIO ? List.of(OfferedCodecs.opus(section)) : video(section);
        List<ExtensionParameters> offered =
                OfferedExtensions.pick(section, true, SectionExtensions.ofSource(source, codecs));
        List<SendEncoding> encodings = encodings(section, offered, codecs);
        boolean simulcast = encodings.size() > 1;
        SendSection send = SendSection.newBuilder()
                .setMid(mid)
                .setKind(kind)
                .setSource(toMedia(source))
                .addAllCodecs(codecs)
                .addAllExtensions(offered.stream()
                        .filter(each -> simulcast || !SectionExtensions.namesStreams(each))
                        .toList())
                .addAllEncodings(encodings)
                .build();
        accept(mid, new SectionPlan.Send(section, send));
    }

    /** The streams of a source: by their rids with simulcast, else the one by its SSRC or its mid. */
    private static List<SendEncoding> encodings(
            MediaDescription section, List<ExtensionParameters> extensions, List<CodecParameters> codecs)
            throws BadOfferException {
        boolean knownByMid = has(extensions, HeaderExtension.HEADER_EXTENSION_MID);
        if (knownByMid && has(extensions, HeaderExtension.HEADER_EXTENSION_RID)) {
            List<SendEncoding> simulcast = OfferedRids.read(section);
            if (!simulcast.isEmpty()) {
                return simulcast;
            }
        }
        OfferedStreams streams = OfferedStreams.read(section);
        if (streams.ssrc() == null && !knownByMid) {
            throw new BadOfferException(OfferProblem.UNIDENTIFIED_SOURCE, section);
        }
        SendEncoding.Builder encoding = SendEncoding.newBuilder();
        if (streams.ssrc() != null) {
            encoding.setSsrc(streams.ssrc());
        }
        if (streams.rtxSsrc() != null && codecs.stream().anyMatch(CodecParameters::hasRtxPayloadType)) {
            encoding.setRtxSsrc(streams.rtxSsrc());
        }
        return List.of(encoding.build());
    }

    private static boolean has(List<ExtensionParameters> extensions, HeaderExtension extension) {
        return extensions.stream().anyMatch(picked -> picked.getExtension() == extension);
    }

    private void addSlot(SlotMids mids) throws BadOfferException {
        Slot.Builder slot = Slot.newBuilder()
                .setVideo(slotSection(mids.video(), MediaKind.MEDIA_KIND_VIDEO))
                .setScreen(mids.screen());
        if (mids.audio() != null) {
            slot.setAudio(slotSection(mids.audio(), MediaKind.MEDIA_KIND_AUDIO));
        }
        slots.add(slot.build());
    }

    private SlotSection slotSection(String mid, MediaKind kind) throws BadOfferException {
        MediaDescription section = usableSection(mid, kind);
        if (!sdp.directionOf(section).receives()) {
            throw new BadOfferException(OfferProblem.WRONG_DIRECTION, section);
        }
        List<CodecParameters> codecs =
                kind == MediaKind.MEDIA_KIND_AUDIO ? List.of(OfferedCodecs.opusWithRed(section)) : video(section);
        SlotSection slot = SlotSection.newBuilder()
                .setMid(mid)
                .setKind(kind)
                .addAllCodecs(codecs)
                .addAllExtensions(OfferedExtensions.pick(section, false, SectionExtensions.ofSlot(section, codecs)))
                .build();
        accept(mid, new SectionPlan.Receive(section, slot));
        return slot;
    }

    private void accept(String mid, SectionPlan.Accepted plan) throws BadOfferException {
        if (accepted.put(mid, plan) != null) {
            throw new BadOfferException(OfferProblem.MID_USED_TWICE, plan.offered());
        }
    }

    private MediaDescription usableSection(String mid, MediaKind kind) throws BadOfferException {
        @Nullable MediaDescription section = sdp.sectionOf(mid);
        if (section == null) {
            throw new BadOfferException(OfferProblem.UNKNOWN_MID);
        }
        if (!section.kind().equals(kind == MediaKind.MEDIA_KIND_AUDIO ? "audio" : "video")) {
            throw new BadOfferException(OfferProblem.WRONG_KIND, section);
        }
        if (section.disabled()) {
            throw new BadOfferException(OfferProblem.SECTION_DISABLED, section);
        }
        if (!PROTOCOLS.contains(section.protocol())) {
            throw new BadOfferException(OfferProblem.WRONG_PROTOCOL, section);
        }
        if (!bundle.contains(mid)) {
            throw new BadOfferException(OfferProblem.NOT_BUNDLED, section);
        }
        return section;
    }

    private List<CodecParameters> video(MediaDescription section) throws BadOfferException {
        return OfferedCodecs.video(section, videoCodecs);
    }

    private static io.apotheca.media.control.v1.Source toMedia(Source source) {
        return switch (source) {
            case MICROPHONE -> io.apotheca.media.control.v1.Source.SOURCE_MICROPHONE;
            case CAMERA -> io.apotheca.media.control.v1.Source.SOURCE_CAMERA;
            case SCREEN -> io.apotheca.media.control.v1.Source.SOURCE_SCREEN;
        };
    }
}
