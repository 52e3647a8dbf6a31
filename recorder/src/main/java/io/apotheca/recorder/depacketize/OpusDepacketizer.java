// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import io.apotheca.media.forward.Encoding;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.codec.RedPayload;
import java.util.Arrays;

/**
 * Opus (RFC 7587): a payload is a frame. Of redundant audio (RFC 2198) the earlier blocks stand in for packets that did not
 * come.
 */
final class OpusDepacketizer implements Depacketizer {
    private static final int LONGEST = 1 << 16;

    private final Encoding encoding;
    private final FrameSink sink;
    private final RedPayload red = new RedPayload();
    private boolean gapped;
    private boolean started;
    private long last;
    private long malformed;

    OpusDepacketizer(Encoding encoding, FrameSink sink) {
        this.encoding = encoding;
        this.sink = sink;
    }

    @Override
    public void packet(RtpPacket packet, long nanos) {
        if (packet.payloadLength() == 0) {
            return;
        }
        if (packet.payloadType() != encoding.redPayloadType()) {
            emit(packet.timestamp(), packet.bytes(), packet.payloadOffset(), packet.payloadLength(), nanos);
            return;
        }
        if (!red.wrap(packet.bytes(), packet.payloadOffset(), packet.payloadLength())) {
            malformed++;
            return;
        }
        int newest = red.blocks() - 1;
        for (int block = gapped ? 0 : newest; block <= newest; block++) {
            long timestamp = packet.timestamp() - red.ticksEarlier(block) & 0xFFFF_FFFFL;
            boolean missed = started && (int) (timestamp - last) > 0;
            boolean opus = red.payloadType(block) == encoding.payloadType() && red.length(block) > 0;
            if (opus && (block == newest || missed)) {
                emit(timestamp, packet.bytes(), red.offset(block), red.length(block), nanos);
            }
        }
    }

    private void emit(long timestamp, byte[] bytes, int offset, int length, long nanos) {
        if (length > LONGEST) {
            malformed++;
            return;
        }
        gapped = false;
        started = true;
        last = timestamp;
        sink.frame(new EncodedFrame(timestamp, nanos, true, Arrays.copyOfRange(bytes, offset, offset + length)));
    }

    @Override
    public void gap() {
        gapped = true;
    }

    @Override
    public void reset() {
        started = false;
    }

    @Override
    public boolean awaitsKeyframe() {
        return false;
    }

    @Override
    public long malformed() {
        return malformed;
    }
}
