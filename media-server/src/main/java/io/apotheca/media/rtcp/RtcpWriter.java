// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.PacketBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes RTCP packets one after another into a datagram. Reused; owned by one loop. What is written must fit {@link
 * #remaining()}; callers know the sizes of what they send.
 */
public final class RtcpWriter {
    private static final int VERSION = 0x80;
    private static final int CNAME = 1;
    /** A compound datagram stays below what any path carries, SRTCP's trailer included. */
    private static final int MAX_BYTES = 1200;

    private PacketBuffer into = new PacketBuffer();
    private byte[] bytes = into.bytes;
    private int at;

    /** Starts a datagram at the beginning of the buffer. */
    public RtcpWriter begin(PacketBuffer into) {
        this.into = into;
        this.bytes = into.bytes;
        this.at = 0;
        return this;
    }

    /** Bytes left in the datagram. */
    public int remaining() {
        return MAX_BYTES - at;
    }

    public RtcpWriter senderReport(SenderReport report) {
        int start = header(report.blocks().size(), RtcpParser.SENDER_REPORT);
        word(report.ssrc());
        Bytes.put64(bytes, at, report.ntp());
        at += 8;
        word((int) report.rtpTimestamp());
        word((int) report.packets());
        word((int) report.octets());
        blocks(report.blocks());
        return close(start);
    }

    public RtcpWriter receiverReport(ReceiverReport report) {
        int start = header(report.blocks().size(), RtcpParser.RECEIVER_REPORT);
        word(report.ssrc());
        blocks(report.blocks());
        return close(start);
    }

    private void blocks(List<ReportBlock> blocks) {
        for (ReportBlock block : blocks) {
            word(block.ssrc());
            word((block.fractionLost() << 24) | (block.cumulativeLost() & 0xFF_FFFF));
            word((int) block.highestSequence());
            word((int) block.jitter());
            word(block.lastSenderReport());
            word(block.delaySinceLastSenderReport());
        }
    }

    /** A source description with a CNAME of ASCII (RFC 3550 6.5.1). */
    public RtcpWriter sourceDescription(int ssrc, String cname) {
        int start = header(1, RtcpParser.SOURCE_DESCRIPTION);
        word(ssrc);
        byte[] name = cname.getBytes(StandardCharsets.US_ASCII);
        Bytes.put8(bytes, at, CNAME);
        Bytes.put8(bytes, at + 1, name.length);
        System.arraycopy(name, 0, bytes, at + 2, name.length);
        at += 2 + name.length;
        do {
            Bytes.put8(bytes, at++, 0);
        } while ((at - start) % 4 != 0);
        return close(start);
    }

    public RtcpWriter pictureLoss(int sender, int media) {
        return close(feedback(RtcpParser.PICTURE_LOSS, RtcpParser.PAYLOAD_FEEDBACK, sender, media));
    }

    /**
     * Asks again for the first {@code count} of {@code sequences}, best in rising order. What does not fit the datagram is left
     * out: it stays missing, so it is asked for next time.
     */
    public RtcpWriter genericNack(int sender, int media, int[] sequences, int count) {
        int start = feedback(RtcpParser.GENERIC_NACK, RtcpParser.TRANSPORT_FEEDBACK, sender, media);
        int next = 0;
        while (next < count && remaining() >= 4) {
            int first = sequences[next++];
            int following = 0;
            while (next < count && follows(first, sequences[next])) {
                following |= 1 << (distance(first, sequences[next++]) - 1);
            }
            word((first << 16) | following);
        }
        return close(start);
    }

    private static int distance(int from, int to) {
        return (to - from) & 0xFFFF;
    }

    private static boolean follows(int first, int sequence) {
        int distance = distance(first, sequence);
        return distance >= 1 && distance <= 16;
    }

    public RtcpWriter transportFeedback(TransportFeedback feedback) {
        int start = feedback(
                RtcpParser.TRANSPORT_WIDE, RtcpParser.TRANSPORT_FEEDBACK, feedback.senderSsrc(), feedback.mediaSsrc());
        at = TransportFeedbackFormat.write(feedback, bytes, at);
        int unaligned = (at - start) % 4;
        if (unaligned != 0) {
            int padding = 4 - unaligned;
            for (int i = 1; i <= padding; i++) {
                Bytes.put8(bytes, at++, i == padding ? padding : 0);
            }
            bytes[start] |= 0x20;
        }
        return close(start);
    }

    public RtcpWriter congestionFeedback(CongestionFeedback feedback) {
        int start = header(RtcpParser.CONGESTION_CONTROL, RtcpParser.TRANSPORT_FEEDBACK);
        word(feedback.senderSsrc());
        at = CongestionFeedbackFormat.write(feedback, bytes, at);
        return close(start);
    }

    private int feedback(int format, int type, int sender, int media) {
        int start = header(format, type);
        word(sender);
        word(media);
        return start;
    }

    private int header(int count, int type) {
        int start = at;
        Bytes.put8(bytes, at, VERSION | count);
        Bytes.put8(bytes, at + 1, type);
        at += 4;
        return start;
    }

    private void word(int value) {
        Bytes.put32(bytes, at, value);
        at += 4;
    }

    private RtcpWriter close(int start) {
        Bytes.put16(bytes, start + 2, (at - start) / 4 - 1);
        return this;
    }

    /** Ends the datagram: the buffer's window is what was written, whose length is returned. */
    public int end() {
        into.reset(at);
        return at;
    }
}
