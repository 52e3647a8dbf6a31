// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.PacketBuffer;
import java.util.ArrayList;
import java.util.List;

/** What holds for any bytes at all. */
final class RtcpPackets {
    private RtcpPackets() {}

    /** Parses the bytes: nothing is delivered of bad ones, and what is made of good ones is bounded and can be written again. */
    static void assertBounded(byte[] bytes) {
        List<RtcpPacket> packets = new ArrayList<>();
        boolean good = RtcpParser.parse(bytes, 0, bytes.length, packets::add);

        assertThat(packets.isEmpty()).isEqualTo(!good);
        assertThat(packets).hasSizeLessThanOrEqualTo(64);
        assertThat(total(packets, GenericNack.class)).isLessThanOrEqualTo(1024);
        assertThat(total(packets, TransportFeedback.class)).isLessThanOrEqualTo(8192);
        assertThat(packets.stream()
                        .filter(CongestionFeedback.class::isInstance)
                        .mapToInt(packet -> reported((CongestionFeedback) packet))
                        .sum())
                .isLessThanOrEqualTo(8192);
        assertThat(total(packets, RtcpPacket.class)).isLessThanOrEqualTo(1024 + 8192 + bytes.length / 4);
        packets.forEach(RtcpPackets::assertRewritable);
    }

    private static int total(List<RtcpPacket> packets, Class<? extends RtcpPacket> type) {
        return packets.stream()
                .filter(type::isInstance)
                .mapToInt(RtcpPackets::size)
                .sum();
    }

    private static int size(RtcpPacket packet) {
        return switch (packet) {
            case SenderReport report -> report.blocks().size();
            case ReceiverReport report -> report.blocks().size();
            case Goodbye goodbye -> goodbye.ssrcs().size();
            case GenericNack nack -> nack.sequences().length;
            case FullIntraRequest request -> request.entries().size();
            case TransportFeedback feedback -> feedback.deltas().length;
            case CongestionFeedback feedback ->
                reported(feedback) + feedback.streams().size();
            case SourceDescription _, PictureLossIndication _, ReceiverEstimatedMaximumBitrate _, UnknownRtcp _ -> 1;
        };
    }

    private static int reported(CongestionFeedback feedback) {
        return feedback.streams().stream()
                .mapToInt(stream -> stream.metrics().length)
                .sum();
    }

    private static void assertRewritable(RtcpPacket packet) {
        RtcpWriter writer = new RtcpWriter();
        PacketBuffer buffer = new PacketBuffer();
        writer.begin(buffer);
        switch (packet) {
            case SenderReport report -> writer.senderReport(report);
            case ReceiverReport report -> writer.receiverReport(report);
            case PictureLossIndication loss -> writer.pictureLoss(loss.senderSsrc(), loss.mediaSsrc());
            case TransportFeedback feedback when feedback.deltas().length < 500 -> writer.transportFeedback(feedback);
            case CongestionFeedback feedback when size(feedback) < 100 -> writer.congestionFeedback(feedback);
            default -> {
                return;
            }
        }
        writer.end();
        assertThat(read(buffer)).containsExactly(packet);
    }

    /** The packets of a datagram that was written. */
    static List<RtcpPacket> read(PacketBuffer buffer) {
        List<RtcpPacket> packets = new ArrayList<>();
        assertThat(RtcpParser.parse(buffer.bytes, buffer.offset, buffer.length, packets::add))
                .isTrue();
        return packets;
    }
}
