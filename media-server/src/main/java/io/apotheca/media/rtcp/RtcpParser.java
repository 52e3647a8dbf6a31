// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import io.apotheca.media.buffer.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads compound and reduced-size (RFC 5506) RTCP datagrams. A datagram is taken as a whole or not at all; whatever its
 * bytes say, nothing is thrown, and what is made of it is bounded. Any thread; an instance lives for one datagram.
 */
public final class RtcpParser {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int GOODBYE = 203;
    static final int TRANSPORT_FEEDBACK = 205;
    static final int PAYLOAD_FEEDBACK = 206;

    static final int GENERIC_NACK = 1;
    static final int CONGESTION_CONTROL = 11;
    static final int TRANSPORT_WIDE = 15;
    static final int PICTURE_LOSS = 1;
    static final int FULL_INTRA = 4;
    static final int APPLICATION = 15;

    private static final int HEADER = 4;
    private static final int SENDER_INFO = 24;
    private static final int FEEDBACK_SSRCS = 8;
    private static final int FULL_INTRA_ENTRY = 8;
    /** A datagram that holds more packets is refused: no peer has as many streams. */
    private static final int MAX_PACKETS = 64;
    /** A datagram asks for at most so many packets; what is beyond is left out. */
    private static final int MAX_NACKED = 1024;
    /** A datagram reports at most so many arrivals; one that claims more is refused. */
    private static final int MAX_REPORTED = TransportFeedback.MAX_PACKETS;

    private static final byte[] REMB = "REMB".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private int nackRoom = MAX_NACKED;
    private int reportRoom = MAX_REPORTED;

    private RtcpParser(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Hands each packet of the datagram to {@code sink}; false, and nothing handed over, if the datagram is malformed. */
    public static boolean parse(byte[] bytes, int offset, int length, Consumer<RtcpPacket> sink) {
        List<RtcpPacket> packets = new ArrayList<>(4);
        if (!new RtcpParser(bytes).readAll(offset, offset + length, packets)) {
            return false;
        }
        packets.forEach(sink);
        return true;
    }

    private boolean readAll(int from, int end, List<RtcpPacket> packets) {
        int at = from;
        while (at < end) {
            if (at + HEADER > end || (bytes[at] & 0xC0) != 0x80 || packets.size() == MAX_PACKETS) {
                return false;
            }
            int size = HEADER + 4 * Bytes.u16(bytes, at + 2);
            int body = at + size > end ? -1 : size - HEADER - padding(at, size);
            RtcpPacket packet = body < 0 ? null : read(at, body);
            if (packet == null) {
                return false;
            }
            packets.add(packet);
            at += size;
        }
        return !packets.isEmpty();
    }

    /**
     * Octets to leave out at a packet's end; more than it has if the count lies. Browsers pad any packet of a compound, by any
     * count, where RFC 3550 section 6.4.1 allows it to the last and by fours.
     */
    private int padding(int at, int size) {
        if ((bytes[at] & 0x20) == 0) {
            return 0;
        }
        int padding = size == HEADER ? 0 : Bytes.u8(bytes, at + size - 1);
        return padding == 0 ? size : padding;
    }

    private @Nullable RtcpPacket read(int at, int length) {
        int count = bytes[at] & 0x1F;
        int type = Bytes.u8(bytes, at + 1);
        int body = at + HEADER;
        return switch (type) {
            case SENDER_REPORT -> senderReport(body, length, count);
            case RECEIVER_REPORT -> receiverReport(body, length, count);
            case SOURCE_DESCRIPTION -> new SourceDescription();
            case GOODBYE -> goodbye(body, length, count);
            case TRANSPORT_FEEDBACK, PAYLOAD_FEEDBACK -> feedback(body, length, type, count);
            default -> new UnknownRtcp(type, count);
        };
    }

    private @Nullable RtcpPacket senderReport(int at, int length, int count) {
        if (length < SENDER_INFO + count * ReportBlock.BYTES) {
            return null;
        }
        return new SenderReport(
                Bytes.i32(bytes, at),
                Bytes.i64(bytes, at + 4),
                Bytes.u32(bytes, at + 12),
                Bytes.u32(bytes, at + 16),
                Bytes.u32(bytes, at + 20),
                blocks(at + SENDER_INFO, count));
    }

    private @Nullable RtcpPacket receiverReport(int at, int length, int count) {
        if (length < 4 + count * ReportBlock.BYTES) {
            return null;
        }
        return new ReceiverReport(Bytes.i32(bytes, at), blocks(at + 4, count));
    }

    private List<ReportBlock> blocks(int from, int count) {
        List<ReportBlock> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = from + i * ReportBlock.BYTES;
            int lost = Bytes.i32(bytes, at + 4);
            blocks.add(new ReportBlock(
                    Bytes.i32(bytes, at),
                    lost >>> 24,
                    (lost << 8) >> 8,
                    Bytes.u32(bytes, at + 8),
                    Bytes.u32(bytes, at + 12),
                    Bytes.i32(bytes, at + 16),
                    Bytes.i32(bytes, at + 20)));
        }
        return blocks;
    }

    private @Nullable RtcpPacket goodbye(int at, int length, int count) {
        if (length < 4 * count) {
            return null;
        }
        List<Integer> ssrcs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ssrcs.add(Bytes.i32(bytes, at + 4 * i));
        }
        return new Goodbye(ssrcs);
    }

    private @Nullable RtcpPacket feedback(int at, int length, int type, int format) {
        if (length < FEEDBACK_SSRCS) {
            return null;
        }
        int sender = Bytes.i32(bytes, at);
        int media = Bytes.i32(bytes, at + 4);
        int from = at + FEEDBACK_SSRCS;
        int size = length - FEEDBACK_SSRCS;
        if (type == TRANSPORT_FEEDBACK) {
            return switch (format) {
                case GENERIC_NACK -> nack(sender, media, from, size);
                case CONGESTION_CONTROL -> congestionControl(sender, from - 4, size + 4);
                case TRANSPORT_WIDE -> transportWide(sender, media, from, size);
                default -> new UnknownRtcp(type, format);
            };
        }
        return switch (format) {
            case PICTURE_LOSS -> new PictureLossIndication(sender, media);
            case FULL_INTRA -> fullIntra(sender, from, size);
            case APPLICATION -> application(sender, from, size);
            default -> new UnknownRtcp(type, format);
        };
    }

    private RtcpPacket nack(int sender, int media, int from, int size) {
        int[] sequences = new int[Math.min(nackRoom, size / 4 * 17)];
        int found = 0;
        for (int at = from; at + 4 <= from + size; at += 4) {
            int first = Bytes.u16(bytes, at);
            int following = (Bytes.u16(bytes, at + 2) << 1) | 1;
            for (int bit = 0; bit <= 16 && found < sequences.length; bit++) {
                if (((following >> bit) & 1) == 1) {
                    sequences[found++] = (first + bit) & 0xFFFF;
                }
            }
        }
        nackRoom -= found;
        return new GenericNack(sender, media, Arrays.copyOf(sequences, found));
    }

    private @Nullable RtcpPacket transportWide(int sender, int media, int from, int size) {
        TransportFeedback feedback = TransportFeedbackFormat.read(sender, media, bytes, from, size, reportRoom);
        reportRoom -= feedback == null ? 0 : feedback.deltas().length;
        return feedback;
    }

    /** This format has no media SSRC in its header: the first stream, or the time, stands there. */
    private @Nullable RtcpPacket congestionControl(int sender, int from, int size) {
        CongestionFeedback feedback = CongestionFeedbackFormat.read(sender, bytes, from, size, reportRoom);
        if (feedback != null) {
            for (CongestionFeedback.Stream stream : feedback.streams()) {
                reportRoom -= stream.metrics().length;
            }
        }
        return feedback;
    }

    private RtcpPacket fullIntra(int sender, int from, int size) {
        List<FullIntraRequest.Entry> entries = new ArrayList<>();
        for (int at = from; at + FULL_INTRA_ENTRY <= from + size; at += FULL_INTRA_ENTRY) {
            entries.add(new FullIntraRequest.Entry(Bytes.i32(bytes, at), Bytes.u8(bytes, at + 4)));
        }
        return new FullIntraRequest(sender, entries);
    }

    private RtcpPacket application(int sender, int from, int size) {
        if (size < 8 || !Arrays.equals(bytes, from, from + REMB.length, REMB, 0, REMB.length)) {
            return new UnknownRtcp(PAYLOAD_FEEDBACK, APPLICATION);
        }
        int packed = Bytes.i32(bytes, from + 4);
        int exponent = (packed >> 18) & 0x3F;
        long mantissa = packed & 0x3FFFF;
        long bitrate = exponent > 45 ? Long.MAX_VALUE : mantissa << exponent;
        return new ReceiverEstimatedMaximumBitrate(sender, bitrate);
    }
}
