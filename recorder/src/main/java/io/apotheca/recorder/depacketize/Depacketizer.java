// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import io.apotheca.media.forward.Encoding;
import io.apotheca.media.rtp.RtpPacket;

/**
 * Makes frames of one stream's packets, which come in order and with their gaps named. Only what a decoder can use comes
 * out: whole frames whose references came out, too, as far as the payload format tells of them. Bad input is counted and
 * taken for a gap; memory is bounded by {@link FrameBuffer#LARGEST_FRAME}. Not thread-safe.
 */
public sealed interface Depacketizer permits OpusDepacketizer, VideoDepacketizer {
    /** The next packet of the stream; {@code nanos} is when it arrived. */
    void packet(RtpPacket packet, long nanos);

    /** Packets are missing between the one before and the one that follows. */
    void gap();

    /** Another stream begins, or the same one anew: nothing before counts any more. */
    void reset();

    /** Whether nothing comes out until a key frame comes in. */
    boolean awaitsKeyframe();

    /** Packets that were no payload of the codec's format. */
    long malformed();

    static Depacketizer of(Encoding encoding, FrameSink sink) {
        return switch (encoding.codec()) {
            case OPUS -> new OpusDepacketizer(encoding, sink);
            case VP8 -> new VideoDepacketizer(new Vp8Payloads(), sink);
            case VP9 -> new VideoDepacketizer(new Vp9Payloads(), sink);
            case H264 -> new VideoDepacketizer(new H264Payloads(), sink);
            case AV1 -> new VideoDepacketizer(new Av1Payloads(), sink);
        };
    }
}
