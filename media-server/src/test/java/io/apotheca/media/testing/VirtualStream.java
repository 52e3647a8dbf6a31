// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.time.NtpClock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One RTP stream that a virtual peer sends: numbers, headers, a history for retransmissions, sender reports. */
public final class VirtualStream {
    private static final int HISTORY = 1024;
    private static final long NANOS = 1_000_000_000;
    private static final int NO_LEVEL = -1;

    /** Where packets go: protects and sends them, and counts them transport-wide. */
    interface Line {
        int nextTransportWide();

        void sendRtp(PacketBuffer packet);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sent(int sequence, long timestamp, boolean marker, byte[] payload) {}

    private final Line line;
    private final Encoding encoding;
    private final byte[] mid;
    private final byte[] rid;
    private int ssrc;
    private int rtxSsrc;
    private final long firstTimestamp;
    private final @Nullable Sent[] history = new @Nullable Sent[HISTORY];
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final PacketBuffer buffer = new PacketBuffer();
    private int sequence;
    private int rtxSequence;
    private long packets;
    private long octets;

    VirtualStream(Line line, Encoding encoding, String mid, SplittableRandom random) {
        this(line, encoding, mid, "", random);
    }

    /** One of several streams of a source, told apart by their RIDs. */
    VirtualStream(Line line, Encoding encoding, String mid, String rid, SplittableRandom random) {
        this.line = line;
        this.encoding = encoding;
        this.mid = mid.getBytes(StandardCharsets.US_ASCII);
        this.rid = rid.getBytes(StandardCharsets.US_ASCII);
        this.ssrc = random.nextInt(1, Integer.MAX_VALUE);
        this.rtxSsrc = encoding.hasRtx() ? random.nextInt(1, Integer.MAX_VALUE) : 0;
        this.firstTimestamp = random.nextLong(1L << 32);
        this.sequence = random.nextInt(1 << 16);
        this.rtxSequence = random.nextInt(1 << 16);
    }

    public int ssrc() {
        return ssrc;
    }

    public int rtxSsrc() {
        return rtxSsrc;
    }

    /** Goes on under other SSRCs, and other numbers with them. */
    public void changeSsrc() {
        ssrc++;
        rtxSsrc++;
        sequence = sequence + 0x8000 & 0xFFFF;
        rtxSequence = rtxSequence + 0x8000 & 0xFFFF;
    }

    public long packets() {
        return packets;
    }

    long timestampAt(long nanos) {
        return firstTimestamp + nanos / NANOS * clockRate() + nanos % NANOS * clockRate() / NANOS & 0xFFFF_FFFFL;
    }

    private int clockRate() {
        return encoding.codec().clockRate();
    }

    void send(boolean marker, long captureNanos, byte[] payload) {
        send(marker, captureNanos, payload, NO_LEVEL);
    }

    void send(boolean marker, long captureNanos, byte[] payload, int level) {
        Sent sent = new Sent(sequence, timestampAt(captureNanos), marker, payload);
        history[sequence % HISTORY] = sent;
        sequence = sequence + 1 & 0xFFFF;
        packets++;
        octets += payload.length;
        begin(encoding.payloadType(), sent.sequence, sent, ssrc);
        if (level != NO_LEVEL) {
            header.extension8(Negotiated.AUDIO_LEVEL, level);
        }
        int at = header.end();
        System.arraycopy(payload, 0, buffer.bytes, at, payload.length);
        buffer.reset(at + payload.length);
        line.sendRtp(buffer);
    }

    /** Sends again, on the retransmission stream (RFC 4588), what is still remembered of these. */
    void resend(int[] sequences) {
        for (int each : sequences) {
            Sent sent = history[each % HISTORY];
            if (sent == null || sent.sequence != each) {
                continue;
            }
            begin(encoding.rtxPayloadType(), rtxSequence, sent, rtxSsrc);
            rtxSequence = rtxSequence + 1 & 0xFFFF;
            int at = header.end();
            Bytes.put16(buffer.bytes, at, each);
            System.arraycopy(sent.payload, 0, buffer.bytes, at + 2, sent.payload.length);
            buffer.reset(at + 2 + sent.payload.length);
            line.sendRtp(buffer);
        }
    }

    private void begin(int payloadType, int number, Sent sent, int from) {
        header.begin(buffer.bytes, 0, sent.marker, payloadType, number, sent.timestamp, from)
                .extension(Negotiated.MID, mid, 0, mid.length)
                .extension16(Negotiated.TRANSPORT_WIDE_CC, line.nextTransportWide());
        if (rid.length > 0) {
            header.extension(from == ssrc ? Negotiated.RID : Negotiated.REPAIRED_RID, rid, 0, rid.length);
        }
    }

    SenderReport report(NtpClock clock, long nowNanos) {
        return new SenderReport(ssrc, clock.ntpAt(nowNanos), timestampAt(nowNanos), packets, octets, List.of());
    }
}
