// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.feedback.TwccArrivals;
import io.apotheca.media.rtcp.CongestionFeedback;
import io.apotheca.media.rtcp.FullIntraRequest;
import io.apotheca.media.rtcp.GenericNack;
import io.apotheca.media.rtcp.Goodbye;
import io.apotheca.media.rtcp.PictureLossIndication;
import io.apotheca.media.rtcp.ReceiverEstimatedMaximumBitrate;
import io.apotheca.media.rtcp.ReceiverReport;
import io.apotheca.media.rtcp.ReportBlock;
import io.apotheca.media.rtcp.RtcpPacket;
import io.apotheca.media.rtcp.RtcpParser;
import io.apotheca.media.rtcp.RtcpWriter;
import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtcp.SourceDescription;
import io.apotheca.media.rtcp.TransportFeedback;
import io.apotheca.media.rtcp.UnknownRtcp;
import io.apotheca.media.time.NtpClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a participant says about what it sends and receives, and what it does about what the server says. Owned by its loop. */
final class FeedbackSession {
    private static final long REPORTS_NANOS = 1_000_000_000;
    private static final int MAX_NACKS = 128;
    /** A receiver report holds so many at most (RFC 3550 section 6.4.2). */
    private static final int MAX_BLOCKS = 31;

    private static final int SENDER_REPORT_BYTES = 28;

    private final ClientTransport transport;
    private final Tally tally;
    private final NtpClock clock;
    private final int ownSsrc;
    private final TwccArrivals arrivals = new TwccArrivals();
    private final RtcpWriter rtcp = new RtcpWriter();
    private final PacketBuffer buffer = new PacketBuffer();
    private final int[] nacks = new int[MAX_NACKS];
    private final Consumer<RtcpPacket> reader = this::onPacket;
    private long nowNanos;
    private long nextReportsNanos = Long.MAX_VALUE;

    FeedbackSession(ClientTransport transport, NtpClock clock, int ownSsrc) {
        this.transport = transport;
        this.tally = transport.tally();
        this.clock = clock;
        this.ownSsrc = ownSsrc;
    }

    void start(long nowNanos) {
        nextReportsNanos = nowNanos + REPORTS_NANOS;
    }

    void onArrival(int transportWide, long nowNanos) {
        arrivals.onPacket(transportWide, nowNanos);
    }

    boolean onRtcp(byte[] bytes, int offset, int length, long nowNanos) {
        this.nowNanos = nowNanos;
        return RtcpParser.parse(bytes, offset, length, reader);
    }

    private void onPacket(RtcpPacket packet) {
        switch (packet) {
            case SenderReport report -> {
                IncomingStream stream = transport.incoming().find(report.ssrc());
                if (stream != null) {
                    stream.onSenderReport(report.ntp(), nowNanos);
                }
            }
            case GenericNack nack -> {
                tally.nacksReceived += nack.sequences().length;
                for (OutgoingStream each : transport.outgoing()) {
                    if (each.stream.ssrc() == nack.mediaSsrc()) {
                        each.resend(nack.sequences());
                    }
                }
            }
            case PictureLossIndication loss -> onKeyframeWanted(loss.mediaSsrc());
            case FullIntraRequest request -> request.entries().forEach(entry -> onKeyframeWanted(entry.ssrc()));
            // The bench sends at a fixed rate whatever the server reports.
            case ReceiverReport _,
                    TransportFeedback _,
                    CongestionFeedback _,
                    SourceDescription _,
                    Goodbye _,
                    ReceiverEstimatedMaximumBitrate _,
                    UnknownRtcp _ -> {}
        }
    }

    private void onKeyframeWanted(int ssrc) {
        for (OutgoingStream each : transport.outgoing()) {
            if (each.stream.ssrc() == ssrc) {
                tally.keyframesWanted++;
                each.onKeyframeWanted();
            }
        }
    }

    void onDeadline(long nowNanos) {
        this.nowNanos = nowNanos;
        List<IncomingStream> streams = transport.incoming().all();
        for (int i = 0; i < streams.size(); i++) {
            IncomingStream each = streams.get(i);
            if (each.nextDeadlineNanos() <= nowNanos) {
                ask(each);
            }
        }
        if (arrivals.due(nowNanos)) {
            TransportFeedback feedback = arrivals.build(ownSsrc, ownSsrc, nowNanos);
            if (feedback != null) {
                rtcp.begin(buffer).transportFeedback(feedback).end();
                transport.sendRtcp(buffer);
            }
        }
        if (nextReportsNanos <= nowNanos) {
            nextReportsNanos += REPORTS_NANOS;
            report();
        }
    }

    private void ask(IncomingStream stream) {
        int count = stream.dueNacks(nowNanos, nacks);
        if (count > 0) {
            tally.nacksSent += count;
            rtcp.begin(buffer)
                    .genericNack(ownSsrc, stream.stream().ssrc(), nacks, count)
                    .end();
            transport.sendRtcp(buffer);
        }
        if (stream.keyframeDue(nowNanos)) {
            rtcp.begin(buffer).pictureLoss(ownSsrc, stream.stream().ssrc()).end();
            transport.sendRtcp(buffer);
        }
    }

    private void report() {
        List<ReportBlock> blocks = new ArrayList<>();
        for (IncomingStream each : transport.incoming().all()) {
            ReportBlock block = each.report(nowNanos);
            if (block != null && blocks.size() < MAX_BLOCKS) {
                blocks.add(block);
            }
        }
        rtcp.begin(buffer).receiverReport(new ReceiverReport(ownSsrc, blocks));
        for (OutgoingStream each : transport.outgoing()) {
            if (rtcp.remaining() >= SENDER_REPORT_BYTES) {
                rtcp.senderReport(each.report(clock, nowNanos));
            }
        }
        rtcp.end();
        transport.sendRtcp(buffer);
    }

    long nextDeadlineNanos() {
        long next = Math.min(arrivals.nextDeadlineNanos(), nextReportsNanos);
        return Math.min(next, transport.incoming().nextDeadlineNanos());
    }
}
