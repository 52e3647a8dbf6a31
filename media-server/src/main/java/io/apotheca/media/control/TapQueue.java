// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.control.v1.Codec;
import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.media.control.v1.TapDropped;
import io.apotheca.media.control.v1.TapEvent;
import io.apotheca.media.control.v1.TapPacket;
import io.apotheca.media.control.v1.TapParticipant;
import io.apotheca.media.control.v1.TapRoomTold;
import io.apotheca.media.control.v1.TapSenderReport;
import io.apotheca.media.control.v1.TapTrack;
import io.apotheca.media.control.v1.TapTrackStarted;
import io.apotheca.media.forward.Encoding;
import io.apotheca.media.forward.Source;
import io.apotheca.media.tap.TapSink;
import org.jspecify.annotations.Nullable;

/**
 * What a tap tells, on its way from the room's loop to the thread that carries it on. A packet costs the loop one copy; the rest
 * is rare and may allocate. Some room is kept for what must not be lost.
 */
final class TapQueue implements TapSink {
    /** Half a second of two people's pictures. */
    private static final int FIRST_BYTES = 1 << 18;

    /** Two seconds of eight people's. What it has grown from is read first, so twice as much may wait. */
    static final int MOST_BYTES = 1 << 22;

    private static final int KEPT_FREE = 1 << 15;
    private static final int PACKET_HEAD = 16;

    private static final int PACKET = 1;
    private static final int MESSAGE = 0;

    private final RecordRing ring;
    private final byte[] head = new byte[PACKET_HEAD];
    private volatile boolean overrun;

    TapQueue() {
        this(FIRST_BYTES, MOST_BYTES);
    }

    TapQueue(int firstBytes, int mostBytes) {
        ring = new RecordRing(firstBytes, mostBytes);
    }

    /** Whether something was lost that must not be: the tap is of no use any more. */
    boolean overrun() {
        return overrun;
    }

    /** The next event, or null when there is none. On the thread that carries on. */
    @Nullable
    TapEvent take() {
        byte[] record = ring.take();
        if (record == null) {
            return null;
        }
        if (record[0] == PACKET) {
            TapPacket packet = TapPacket.newBuilder()
                    .setStream(record[1])
                    .setTrack(Bytes.i32(record, 4))
                    .setRtp(UnsafeByteOperations.unsafeWrap(record, PACKET_HEAD, record.length - PACKET_HEAD))
                    .build();
            return TapEvent.newBuilder()
                    .setNanos(Bytes.i64(record, 8))
                    .setPacket(packet)
                    .build();
        }
        try {
            return TapEvent.parser().parseFrom(record, 1, record.length - 1);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e); // we wrote it
        }
    }

    @Override
    public boolean packet(long nanos, int track, int stream, byte[] bytes, int offset, int length) {
        head[0] = PACKET;
        head[1] = (byte) stream;
        Bytes.put32(head, 4, track);
        Bytes.put64(head, 8, nanos);
        return ring.put(head, PACKET_HEAD, bytes, offset, length, KEPT_FREE);
    }

    @Override
    public boolean senderReported(long nanos, int track, int stream, int ssrc, long ntp, long rtpTimestamp) {
        TapSenderReport report = TapSenderReport.newBuilder()
                .setTrack(track)
                .setStream(stream)
                .setSsrc(ssrc)
                .setNtp(ntp)
                .setRtpTimestamp((int) rtpTimestamp)
                .build();
        return put(at(nanos).setSenderReport(report), KEPT_FREE);
    }

    @Override
    public void participantJoined(long nanos, String participant) {
        must(at(nanos).setJoined(TapParticipant.newBuilder().setParticipantId(participant)));
    }

    @Override
    public void participantLeft(long nanos, String participant) {
        must(at(nanos).setLeft(TapParticipant.newBuilder().setParticipantId(participant)));
    }

    @Override
    public void roomTold(long nanos) {
        must(at(nanos).setRoomTold(TapRoomTold.getDefaultInstance()));
    }

    @Override
    public void trackStarted(long nanos, int track, String participant, Source source, Encoding encoding) {
        CodecParameters.Builder codec =
                CodecParameters.newBuilder().setCodec(proto(encoding)).setPayloadType(encoding.payloadType());
        if (encoding.hasRed()) {
            codec.setRedPayloadType(encoding.redPayloadType());
        }
        must(at(nanos)
                .setTrackStarted(TapTrackStarted.newBuilder()
                        .setTrack(track)
                        .setParticipantId(participant)
                        .setSource(EventHub.proto(source))
                        .setCodec(codec)));
    }

    private static Codec proto(Encoding encoding) {
        return switch (encoding.codec()) {
            case OPUS -> Codec.CODEC_OPUS;
            case VP8 -> Codec.CODEC_VP8;
            case VP9 -> Codec.CODEC_VP9;
            case H264 -> Codec.CODEC_H264;
            case AV1 -> Codec.CODEC_AV1;
        };
    }

    @Override
    public void trackPaused(long nanos, int track) {
        must(at(nanos).setTrackPaused(TapTrack.newBuilder().setTrack(track)));
    }

    @Override
    public void trackResumed(long nanos, int track) {
        must(at(nanos).setTrackResumed(TapTrack.newBuilder().setTrack(track)));
    }

    @Override
    public void trackEnded(long nanos, int track) {
        must(at(nanos).setTrackEnded(TapTrack.newBuilder().setTrack(track)));
    }

    @Override
    public void packetsDropped(long nanos, int track, long packets) {
        must(at(nanos).setDropped(TapDropped.newBuilder().setTrack(track).setPackets(packets)));
    }

    private static TapEvent.Builder at(long nanos) {
        return TapEvent.newBuilder().setNanos(nanos);
    }

    private void must(TapEvent.Builder event) {
        if (!put(event, 0)) {
            overrun = true;
        }
    }

    private boolean put(TapEvent.Builder event, int leaveFree) {
        head[0] = MESSAGE;
        byte[] body = event.build().toByteArray();
        return ring.put(head, 1, body, 0, body.length, leaveFree);
    }
}
