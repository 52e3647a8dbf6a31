// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.codec.Vp8Descriptor;

/**
 * One decrypted packet on its way from an {@link InboundTrack} to its subscribers: read-only for them, reused for the
 * next packet.
 */
final class IngressPacket {
    final RtpPacket rtp;
    final Vp8Descriptor vp8 = new Vp8Descriptor();
    long sequence;
    /** A decoder can begin with this packet: any audio packet, or the first one of a key frame. */
    boolean startsDecoding;

    IngressPacket(RtpPacket rtp) {
        this.rtp = rtp;
    }

    /** Takes in the packet that {@code rtp} is wrapped around; false when its payload is not of the codec. */
    boolean read(Codec codec, long sequence) {
        this.sequence = sequence;
        return switch (codec) {
            case OPUS -> {
                startsDecoding = true;
                yield true;
            }
            case VP8 -> {
                boolean valid = vp8.wrap(rtp.bytes(), rtp.payloadOffset(), rtp.payloadLength());
                startsDecoding = valid && vp8.startOfFrame() && vp8.keyframe();
                yield valid;
            }
        };
    }
}
