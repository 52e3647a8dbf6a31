// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import io.apotheca.media.rtp.RtpPacket;

/**
 * Puts the payloads of one RTP timestamp together to a frame, and lets it out if a decoder can use it. A frame ends with
 * the marker bit, or where another timestamp follows without a gap.
 */
final class VideoDepacketizer implements Depacketizer {
    private final PayloadFormat format;
    private final FrameSink sink;
    private final FrameBuffer frame = new FrameBuffer();
    private final Continuity continuity = new Continuity();
    private boolean open;
    private boolean key;
    private long timestamp;
    private long nanos;
    private long malformed;

    VideoDepacketizer(PayloadFormat format, FrameSink sink) {
        this.format = format;
        this.sink = sink;
    }

    @Override
    public void packet(RtpPacket packet, long nanos) {
        if (packet.payloadLength() == 0) {
            return; // only probes the path
        }
        if (open && packet.timestamp() != timestamp) {
            finish();
        }
        if (!open) {
            format.reset();
        }
        if (!format.wrap(packet.bytes(), packet.payloadOffset(), packet.payloadLength())) {
            malformed++;
            gap();
            return;
        }
        if (!open && !format.startsFrame()) {
            continuity.gap();
            return;
        }
        if (!open) {
            begin(packet.timestamp());
        }
        this.nanos = nanos;
        if (!format.append(frame)) {
            malformed++;
            gap();
            return;
        }
        key |= format.key();
        if (packet.marker()) {
            finish();
        }
    }

    @Override
    public void gap() {
        open = false;
        continuity.gap();
    }

    @Override
    public void reset() {
        open = false;
        continuity.reset();
    }

    @Override
    public boolean awaitsKeyframe() {
        return continuity.broken();
    }

    @Override
    public long malformed() {
        return malformed;
    }

    private void begin(long timestamp) {
        open = true;
        key = false;
        this.timestamp = timestamp;
        frame.clear();
    }

    private void finish() {
        open = false;
        if (!format.complete(frame)) {
            malformed++;
            gap();
            return;
        }
        if (continuity.admits(key, format.layering())) {
            sink.frame(new EncodedFrame(timestamp, nanos, key, frame.toBytes()));
        }
    }
}
