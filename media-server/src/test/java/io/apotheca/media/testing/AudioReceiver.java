// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.SequenceUnwrapper;
import io.apotheca.media.time.NtpClock;
import java.util.ArrayList;
import java.util.List;

/** The audio half of a slot as the subscriber hears it. */
public final class AudioReceiver {
    /** One packet that came. */
    public record Heard(long atNanos, long sequence, long timestamp, Stamp stamp) {}

    private final int ssrc;
    private final SequenceUnwrapper sequences = new SequenceUnwrapper();
    private final ReportedTime time = new ReportedTime(Negotiated.OPUS.codec().clockRate());
    private final List<Heard> heard = new ArrayList<>();

    public AudioReceiver(int ssrc) {
        this.ssrc = ssrc;
    }

    int ssrc() {
        return ssrc;
    }

    void onRtp(RtpPacket rtp, long nowNanos) {
        heard.add(new Heard(
                nowNanos,
                sequences.unwrap(rtp.sequence()),
                rtp.timestamp(),
                Stamp.read(rtp.bytes(), rtp.payloadOffset())));
    }

    void onSenderReport(SenderReport report) {
        time.onSenderReport(report);
    }

    /** All packets so far, in the order in which they came. */
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    public boolean hasReport() {
        return time.known();
    }

    /** When the packet was captured, by the newest sender report, on the server's clock. */
    public long captureNanos(Heard packet, NtpClock serverClock) {
        return time.nanosOf(packet.timestamp, serverClock);
    }
}
