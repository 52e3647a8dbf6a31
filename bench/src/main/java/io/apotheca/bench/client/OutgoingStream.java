// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.time.NtpClock;
import io.apotheca.media.transport.HeaderExtensions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One stream that is sent: its numbers, its headers, and what is needed to send a packet again, which is made anew from
 * that. Owned by its loop.
 */
abstract sealed class OutgoingStream permits OutgoingAudio, OutgoingVideo {
    /** Where packets go, in the clear. */
    interface Sink {
        int nextTransportWide();

        void sendRtp(PacketBuffer packet, boolean again);
    }

    /** Packets that can be sent again. A power of two. */
    private static final int HISTORY = 256;

    private static final int MASK = HISTORY - 1;
    private static final long NANOS = 1_000_000_000;

    final SentStream stream;
    private final HeaderExtensions extensions;
    private final Sink sink;
    private final byte[] mid;
    private final byte[] rid;
    private final long firstTimestamp;
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final PacketBuffer buffer = new PacketBuffer();
    private final int[] sequences = new int[HISTORY];
    private final int[] timestamps = new int[HISTORY];
    private final long[] sentNanos = new long[HISTORY];
    private final int[] lengths = new int[HISTORY];
    private final long[] shapes = new long[HISTORY];
    private int sequence;
    private int rtxSequence;
    private long packets;
    private long octets;

    OutgoingStream(SentStream stream, HeaderExtensions extensions, Sink sink, RandomGenerator random) {
        this.stream = stream;
        this.extensions = extensions;
        this.sink = sink;
        this.mid = stream.mid().getBytes(StandardCharsets.US_ASCII);
        this.rid = stream.rid().getBytes(StandardCharsets.US_ASCII);
        this.firstTimestamp = random.nextLong(1L << 32);
        this.sequence = random.nextInt(1 << 16);
        this.rtxSequence = random.nextInt(1 << 16);
        Arrays.fill(sequences, -1);
    }

    /** When the next packets are to be sent. */
    abstract long nextNanos();

    /** Sends the packets that are due. */
    abstract void onDeadline(long nowNanos);

    /** Somebody wants a picture to begin with. */
    abstract void onKeyframeWanted();

    /** Writes a payload of this length and shape but for the stamp at its end. */
    abstract void writePayload(byte[] bytes, int at, int length, long shape);

    /** The octet of RFC 6464, or -1. */
    abstract int audioLevel();

    /** What {@link #writePayload} is told again when the packet is sent again, is the shape's to say. */
    final void send(boolean marker, long mediaNanos, int length, long shape, long nowNanos) {
        int slot = sequence & MASK;
        sequences[slot] = sequence;
        timestamps[slot] = timestampAt(mediaNanos);
        sentNanos[slot] = nowNanos;
        lengths[slot] = marker ? -length : length;
        shapes[slot] = shape;
        packets++;
        octets += length;
        begin(slot, stream.payloadType(), sequence, stream.ssrc(), rid, extensions.rid());
        if (audioLevel() >= 0 && extensions.audioLevel() != 0) {
            header.extension8(extensions.audioLevel(), audioLevel());
        }
        finish(slot, header.end(), false);
        sequence = sequence + 1 & 0xFFFF;
    }

    /** Sends again what is still remembered of these (RFC 4588). */
    final void resend(int[] wanted) {
        for (int each : wanted) {
            int slot = each & MASK;
            if (stream.rtxSsrc() == 0 || sequences[slot] != each) {
                continue;
            }
            begin(slot, stream.rtxPayloadType(), rtxSequence, stream.rtxSsrc(), rid, extensions.repairedRid());
            rtxSequence = rtxSequence + 1 & 0xFFFF;
            int at = header.end();
            Bytes.put16(buffer.bytes, at, each);
            finish(slot, at + 2, true);
        }
    }

    private void begin(int slot, int payloadType, int number, int ssrc, byte[] name, int nameId) {
        boolean marker = lengths[slot] < 0;
        header.begin(buffer.bytes, 0, marker, payloadType, number, timestamps[slot], ssrc);
        if (extensions.mid() != 0) {
            header.extension(extensions.mid(), mid, 0, mid.length);
        }
        if (name.length > 0 && nameId != 0) {
            header.extension(nameId, name, 0, name.length);
        }
        if (extensions.transportWideCc() != 0) {
            header.extension16(extensions.transportWideCc(), sink.nextTransportWide());
        }
    }

    private void finish(int slot, int at, boolean again) {
        int length = Math.abs(lengths[slot]);
        writePayload(buffer.bytes, at, length, shapes[slot]);
        PacketStamp.write(buffer.bytes, at + length, sentNanos[slot]);
        buffer.reset(at + length);
        sink.sendRtp(buffer, again);
    }

    private int timestampAt(long nanos) {
        int rate = stream.kind().clockRate();
        return (int) (firstTimestamp + nanos / NANOS * rate + nanos % NANOS * rate / NANOS);
    }

    final SenderReport report(NtpClock clock, long nowNanos) {
        return new SenderReport(
                stream.ssrc(), clock.ntpAt(nowNanos), timestampAt(nowNanos) & 0xFFFF_FFFFL, packets, octets, List.of());
    }
}
