// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.feedback.StreamArrivals;
import io.apotheca.media.feedback.TwccArrivals;
import io.apotheca.media.forward.InboundStream;
import io.apotheca.media.forward.OutboundTrack;
import io.apotheca.media.rtcp.CongestionFeedback;
import io.apotheca.media.rtcp.FullIntraRequest;
import io.apotheca.media.rtcp.GenericNack;
import io.apotheca.media.rtcp.Goodbye;
import io.apotheca.media.rtcp.PictureLossIndication;
import io.apotheca.media.rtcp.ReceiverEstimatedMaximumBitrate;
import io.apotheca.media.rtcp.ReceiverReport;
import io.apotheca.media.rtcp.ReportBlock;
import io.apotheca.media.rtcp.RtcpPacket;
import io.apotheca.media.rtcp.RtcpWriter;
import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtcp.SourceDescription;
import io.apotheca.media.rtcp.TransportFeedback;
import io.apotheca.media.rtcp.UnknownRtcp;
import io.apotheca.media.time.NtpClock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The RTCP of one peer. What comes in goes to the track it concerns; what goes out is feedback when it is due (NACK, PLI,
 * arrivals, transport-wide or by stream, as reduced-size packets, RFC 5506) and reports once a second. Owned by its MediaLoop.
 *
 * <p>What is done with each type stands in ARCHITECTURE.md, "RTCP".
 */
final class RtcpSession {
    /** Takes one finished RTCP datagram to protect and send. */
    interface Sink {
        PacketBuffer claim();

        void sendRtcp(PacketBuffer datagram);

        /** The peer tells when what we sent arrived. */
        void onTransportFeedback(TransportFeedback feedback);

        /** The same, by stream. */
        void onCongestionFeedback(CongestionFeedback feedback);

        /** The peer has reported what it received of our streams; they have been told. */
        void onReceptionReports();
    }

    private static final long REPORT_INTERVAL_NANOS = 1_000_000_000L;
    private static final long FIRST_ROUND_TRIP_NANOS = 50_000_000L;
    private static final long LONG_AGO = Long.MIN_VALUE / 2;
    private static final int MAX_NACKS = 128;
    private static final int MAX_BLOCKS = 31;
    /** A sender report without blocks (28) and its source description (at most 14, less the name). */
    private static final int SENDER_REPORT_BYTES = 28 + 14;

    private final TrackTable tracks;
    private final TwccArrivals arrivals;
    private final StreamArrivals streamArrivals;
    private final NtpClock clock;
    private final int ssrc;
    private final String cname;
    private final Sink sink;
    private final TransportCounters counters;
    private final LossMeter lossUp;
    private final LossMeter lossDown;
    private final RtcpWriter writer = new RtcpWriter();
    private final int[] nacks = new int[MAX_NACKS];

    private PacketBuffer datagram = new PacketBuffer();
    private long nextReportNanos = LONG_AGO;
    private long roundTripNanos = FIRST_ROUND_TRIP_NANOS;
    private boolean roundTripMeasured;

    /** {@code ssrc} is the one our feedback is sent from. */
    RtcpSession(
            TrackTable tracks,
            TwccArrivals arrivals,
            StreamArrivals streamArrivals,
            NtpClock clock,
            int ssrc,
            String cname,
            Sink sink,
            TransportCounters counters,
            long nowNanos) {
        this.tracks = tracks;
        this.arrivals = arrivals;
        this.streamArrivals = streamArrivals;
        this.clock = clock;
        this.ssrc = ssrc;
        this.cname = cname;
        this.sink = sink;
        this.counters = counters;
        this.lossUp = new LossMeter(nowNanos);
        this.lossDown = new LossMeter(nowNanos);
    }

    /** The smoothed round trip, or a negative number before the first report that tells. */
    long roundTripNanos() {
        return roundTripMeasured ? roundTripNanos : -1;
    }

    /** The share of what the peer sends that does not come at first; negative while unknown. */
    double lossUp(long nowNanos) {
        return lossUp.share(nowNanos);
    }

    /** The share of what the peer is sent that does not reach it at first, as it reports; negative while unknown. */
    double lossDown(long nowNanos) {
        return lossDown.share(nowNanos);
    }

    void onRtcp(RtcpPacket packet, long nowNanos) {
        switch (packet) {
            case SenderReport report -> {
                onReportBlocks(report.blocks(), nowNanos);
                InboundStream stream = tracks.inboundBySsrc(report.ssrc());
                if (stream != null) {
                    stream.onSenderReport(report, nowNanos);
                }
            }
            case ReceiverReport report -> onReportBlocks(report.blocks(), nowNanos);
            case GenericNack nack -> {
                OutboundTrack track = tracks.outboundBySsrc(nack.mediaSsrc());
                if (track != null) {
                    counters.count(TransportEvent.PACKET_MISSED, nack.sequences().length);
                    for (int sequence : nack.sequences()) {
                        track.resend(sequence, nowNanos);
                    }
                }
            }
            case PictureLossIndication loss -> requestKeyframe(loss.mediaSsrc(), nowNanos);
            case FullIntraRequest request -> {
                for (FullIntraRequest.Entry entry : request.entries()) {
                    requestKeyframe(entry.ssrc(), nowNanos);
                }
            }
            case TransportFeedback feedback -> sink.onTransportFeedback(feedback);
            case CongestionFeedback feedback -> sink.onCongestionFeedback(feedback);
            case SourceDescription _, Goodbye _, ReceiverEstimatedMaximumBitrate _, UnknownRtcp _ -> {}
        }
    }

    private void onReportBlocks(List<ReportBlock> blocks, long nowNanos) {
        boolean ours = false;
        for (ReportBlock block : blocks) {
            OutboundTrack track = tracks.outboundBySsrc(block.ssrc());
            if (track == null) {
                continue;
            }
            ours = true;
            track.onReport(block.fractionLost());
            lossDown.onBlock(block, nowNanos);
            if (block.lastSenderReport() != 0) {
                int elapsed = NtpClock.compact(clock.ntpAt(nowNanos))
                        - block.lastSenderReport()
                        - block.delaySinceLastSenderReport();
                if (elapsed > 0) {
                    roundTripMeasured = true;
                    roundTripNanos = (7 * roundTripNanos + NtpClock.compactToNanos(elapsed)) / 8;
                }
            }
        }
        if (ours) {
            sink.onReceptionReports();
        }
    }

    private void requestKeyframe(int mediaSsrc, long nowNanos) {
        OutboundTrack track = tracks.outboundBySsrc(mediaSsrc);
        if (track != null) {
            counters.count(TransportEvent.KEYFRAME_WANTED);
            track.requestKeyframe(nowNanos);
        }
    }

    /** Sends all that is due. */
    void onDeadline(long nowNanos) {
        sendRepairRequests(nowNanos);
        if (arrivals.due(nowNanos)) {
            TransportFeedback feedback = arrivals.build(ssrc, anyInboundSsrc(), nowNanos);
            if (feedback != null) {
                begin().transportFeedback(feedback);
                finish();
            }
        }
        if (streamArrivals.due(nowNanos)) {
            CongestionFeedback feedback = streamArrivals.build(ssrc, NtpClock.compact(clock.ntpAt(nowNanos)), nowNanos);
            if (feedback != null) {
                begin().congestionFeedback(feedback);
                finish();
            }
        }
        if (nowNanos >= nextReportNanos) {
            nextReportNanos = nowNanos + REPORT_INTERVAL_NANOS;
            sendReports(nowNanos);
        }
    }

    /** libwebrtc takes feedback on the whole transport only when its media SSRC is one of those it sends with. */
    private int anyInboundSsrc() {
        for (int i = 0; i < tracks.inbound().size(); i++) {
            TrackTable.Inbound inbound = tracks.inbound().get(i);
            if (inbound.stream.started() && inbound.ssrc != 0) {
                return inbound.ssrc;
            }
        }
        return 0;
    }

    private void sendRepairRequests(long nowNanos) {
        for (int i = 0; i < tracks.inbound().size(); i++) {
            TrackTable.Inbound inbound = tracks.inbound().get(i);
            int count = inbound.stream.dueNacks(nowNanos, roundTripNanos, nacks);
            if (count > 0) {
                counters.count(TransportEvent.PACKET_ASKED, count);
                begin().genericNack(ssrc, inbound.ssrc, nacks, count);
                finish();
            }
            if (inbound.stream.keyframeDue(nowNanos) && inbound.ssrc != 0) {
                counters.count(TransportEvent.KEYFRAME_ASKED);
                begin().pictureLoss(ssrc, inbound.ssrc);
                finish();
            }
        }
    }

    /** One sender report a sending track, the receiver report blocks in the first of them, and a CNAME (RFC 3550 6.1). */
    private void sendReports(long nowNanos) {
        List<ReportBlock> blocks = new ArrayList<>();
        for (TrackTable.Inbound inbound : tracks.inbound()) {
            if (inbound.stream.started() && inbound.ssrc != 0 && blocks.size() < MAX_BLOCKS) {
                ReportBlock block = inbound.stream.report(inbound.ssrc, nowNanos);
                lossUp.onBlock(block, nowNanos);
                blocks.add(block);
            }
        }
        begin().receiverReport(new ReceiverReport(ssrc, blocks)).sourceDescription(ssrc, cname);
        for (OutboundTrack track : tracks.outbound()) {
            @Nullable SenderReport report = track.senderReport(clock, nowNanos);
            if (report != null) {
                if (writer.remaining() < SENDER_REPORT_BYTES + cname.length()) {
                    finish();
                    begin();
                }
                writer.senderReport(report).sourceDescription(report.ssrc(), cname);
            }
        }
        finish();
    }

    private RtcpWriter begin() {
        datagram = sink.claim();
        return writer.begin(datagram);
    }

    private void finish() {
        writer.end();
        sink.sendRtcp(datagram);
    }

    long nextDeadlineNanos() {
        long next =
                Math.min(nextReportNanos, Math.min(arrivals.nextDeadlineNanos(), streamArrivals.nextDeadlineNanos()));
        for (int i = 0; i < tracks.inbound().size(); i++) {
            next = Math.min(next, tracks.inbound().get(i).stream.nextDeadlineNanos());
        }
        return next;
    }
}
