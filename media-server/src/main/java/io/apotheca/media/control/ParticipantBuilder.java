// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.media.control.v1.IceParameters;
import io.apotheca.media.control.v1.JoinRequest;
import io.apotheca.media.control.v1.JoinResponse;
import io.apotheca.media.control.v1.SendEncoding;
import io.apotheca.media.control.v1.SendSection;
import io.apotheca.media.control.v1.SlotSection;
import io.apotheca.media.control.v1.SlotStream;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.forward.InboundTrack;
import io.apotheca.media.forward.OutboundTrack;
import io.apotheca.media.forward.PublisherClock;
import io.apotheca.media.forward.SlotParameters;
import io.apotheca.media.forward.Source;
import io.apotheca.media.room.Participant;
import io.apotheca.media.room.Slot;
import io.apotheca.media.transport.HeaderExtensions;
import io.apotheca.media.transport.Outbox;
import io.apotheca.media.transport.PeerParameters;
import io.apotheca.media.transport.PeerTransport;
import io.apotheca.media.transport.SecureChannel;
import io.apotheca.media.transport.StreamNames;
import io.apotheca.media.transport.StreamReports;
import io.apotheca.media.transport.TransportListener;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a participant and the answer to its join from a checked request. Runs on the room's loop. */
final class ParticipantBuilder {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Node node;
    private final JoinRequest request;
    private final DropCounters drops;
    private final JoinResponse.Builder response = JoinResponse.newBuilder();
    private final io.apotheca.media.ice.IceParameters ice = io.apotheca.media.ice.IceParameters.random(RANDOM);
    private final String cname = Integer.toHexString(RANDOM.nextInt());
    private final Set<Integer> ssrcs = new HashSet<>();

    ParticipantBuilder(Node node, JoinRequest request, DropCounters drops) {
        this.node = node;
        this.request = request;
        this.drops = drops;
        // The feedback SSRCs of the peer's own streams are not to be taken by ours.
        for (SendSection send : request.getSendsList()) {
            for (SendEncoding each : send.getEncodingsList()) {
                ssrcs.add(each.getSsrc());
                ssrcs.add(each.getRtxSsrc());
            }
        }
    }

    io.apotheca.media.ice.IceParameters ice() {
        return ice;
    }

    PeerTransport transport(Outbox outbox, SecureChannel channel, TransportListener listener, long nowNanos) {
        PeerParameters parameters = new PeerParameters(
                ice,
                Requests.ice(request).ufrag(),
                new HeaderExtensions(
                        Requests.extension(request, HeaderExtension.HEADER_EXTENSION_MID),
                        Requests.extension(request, HeaderExtension.HEADER_EXTENSION_RID),
                        Requests.extension(request, HeaderExtension.HEADER_EXTENSION_REPAIRED_RID),
                        Requests.extension(request, HeaderExtension.HEADER_EXTENSION_TRANSPORT_WIDE_CC),
                        Requests.extension(request, HeaderExtension.HEADER_EXTENSION_AUDIO_LEVEL)),
                newSsrc(),
                cname,
                new StreamReports(request.getReportsByStream(), request.getReportedByStream()));
        return new PeerTransport(
                parameters, node.timeouts(), node.clock(), outbox, node.suite(), channel, drops, listener, nowNanos);
    }

    Participant participant(PeerTransport transport) {
        return new Participant(
                request.getParticipantId(),
                transport,
                inbound(transport),
                slots(transport),
                Requests.importance(request));
    }

    private Map<Source, InboundTrack> inbound(PeerTransport transport) {
        PublisherClock clock = new PublisherClock(node.clock());
        Map<Source, InboundTrack> tracks = new EnumMap<>(Source.class);
        for (SendSection send : request.getSendsList()) {
            Source source = Requests.source(send.getSource());
            List<StreamNames> streams = Requests.streams(send);
            InboundTrack track = new InboundTrack(
                    source,
                    Requests.encodings(send.getCodecsList(), source != Source.MICROPHONE),
                    streams.size(),
                    Requests.extension(
                            send.getExtensionsList(), HeaderExtension.HEADER_EXTENSION_DEPENDENCY_DESCRIPTOR),
                    transport.rtp(),
                    clock,
                    drops);
            transport.receive(track, send.getMid(), streams);
            tracks.put(source, track);
        }
        return tracks;
    }

    private List<Slot> slots(PeerTransport transport) {
        List<Slot> slots = new ArrayList<>();
        for (io.apotheca.media.control.v1.Slot each : request.getSlotsList()) {
            String streamId = "slot" + slots.size();
            Slot.Line video = line(transport, each.getVideo(), true, streamId);
            slots.add(
                    each.getScreen()
                            ? Slot.screen(video)
                            : Slot.person(line(transport, each.getAudio(), false, streamId), video));
        }
        return slots;
    }

    private Slot.Line line(PeerTransport transport, SlotSection section, boolean video, String streamId) {
        List<Encoding> encodings = Requests.encodings(section.getCodecsList(), video);
        boolean hasRtx = encodings.stream().anyMatch(Encoding::hasRtx);
        SlotParameters slot = new SlotParameters(
                encodings,
                newSsrc(),
                hasRtx ? newSsrc() : 0,
                Requests.extension(section.getExtensionsList(), HeaderExtension.HEADER_EXTENSION_TRANSPORT_WIDE_CC),
                Requests.extension(
                        section.getExtensionsList(), HeaderExtension.HEADER_EXTENSION_DEPENDENCY_DESCRIPTOR));
        SlotStream.Builder stream = SlotStream.newBuilder()
                .setMid(section.getMid())
                .setSsrc(slot.ssrc())
                .setCname(cname)
                .setStreamId(streamId);
        if (hasRtx) {
            stream.setRtxSsrc(slot.rtxSsrc());
        }
        response.addStreams(stream);
        OutboundTrack track = new OutboundTrack(slot, transport, drops);
        transport.send(track);
        return new Slot.Line(section.getMid(), track);
    }

    private int newSsrc() {
        int ssrc;
        do {
            ssrc = RANDOM.nextInt();
        } while (ssrc == 0 || !ssrcs.add(ssrc));
        return ssrc;
    }

    /** The answer, but for the candidates, which are the loop's. */
    JoinResponse.Builder response() {
        return response.setIce(IceParameters.newBuilder().setUfrag(ice.ufrag()).setPwd(ice.pwd()))
                .addFingerprints(io.apotheca.media.control.v1.Fingerprint.newBuilder()
                        .setAlgorithm(node.identity().fingerprint().algorithm())
                        .setDigest(com.google.protobuf.ByteString.copyFrom(
                                node.identity().fingerprint().digest())));
    }
}
