// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.feedback.ReceptionStats;
import io.apotheca.media.rtcp.ReportBlock;
import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.SequenceUnwrapper;
import io.apotheca.media.rtp.codec.RedPayload;
import io.apotheca.media.time.NtpClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The audio half of a slot as the subscriber hears it. */
public final class AudioReceiver {
    /** One packet that came, with so many earlier ones in it. */
    public record Heard(long atNanos, long sequence, long timestamp, Stamp stamp, int repeated) {}

    private final int ssrc;
    private final SequenceUnwrapper sequences = new SequenceUnwrapper();
    private final ReceptionStats stats =
            new ReceptionStats(Negotiated.OPUS.codec().clockRate());
    private final ReportedTime time = new ReportedTime(Negotiated.OPUS.codec().clockRate());
    private final RedPayload red = new RedPayload();
    private final List<Heard> heard = new ArrayList<>();
    private final Set<Integer> frames = new TreeSet<>();

    public AudioReceiver(int ssrc) {
        this.ssrc = ssrc;
    }

    int ssrc() {
        return ssrc;
    }

    void onRtp(RtpPacket rtp, long nowNanos) {
        long sequence = sequences.unwrap(rtp.sequence());
        stats.onPacket(sequence, rtp.timestamp(), nowNanos);
        boolean redundant = rtp.payloadType() == Negotiated.OPUS_WITH_RED.redPayloadType();
        int at = rtp.payloadOffset();
        int repeated = 0;
        if (redundant) {
            if (!red.wrap(rtp.bytes(), at, rtp.payloadLength())) {
                throw new AssertionError("malformed redundant audio");
            }
            repeated = red.blocks() - 1;
            at = red.offset(repeated);
            for (int block = 0; block < repeated; block++) {
                frames.add(Stamp.read(rtp.bytes(), red.offset(block)).frame());
            }
        }
        Stamp stamp = Stamp.read(rtp.bytes(), at);
        frames.add(stamp.frame());
        heard.add(new Heard(nowNanos, sequence, rtp.timestamp(), stamp, repeated));
    }

    void onSenderReport(SenderReport report) {
        time.onSenderReport(report);
    }

    ReportBlock report(long nowNanos) {
        return stats.report(ssrc, nowNanos);
    }

    /** All packets so far, in the order in which they came. */
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** The frames that came by themselves or were repeated later, sorted. */
    public List<Integer> frames() {
        return List.copyOf(frames);
    }

    public boolean hasReport() {
        return time.known();
    }

    /** When the packet was captured, by the newest sender report, on the server's clock. */
    public long captureNanos(Heard packet, NtpClock serverClock) {
        return time.nanosOf(packet.timestamp, serverClock);
    }
}
