// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.codec.Av1Aggregation;
import io.apotheca.media.rtp.codec.Av1DependencyDescriptor;
import io.apotheca.media.rtp.codec.Av1Structure;
import io.apotheca.media.rtp.codec.H264Payload;
import io.apotheca.media.rtp.codec.Vp8Descriptor;
import io.apotheca.media.rtp.codec.Vp9Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * One decrypted packet on its way from an {@link InboundStream} to its subscribers: read-only for them, reused for the
 * next packet.
 */
final class IngressPacket {
    final RtpPacket rtp;
    final Vp8Descriptor vp8 = new Vp8Descriptor();
    final Vp9Descriptor vp9 = new Vp9Descriptor();
    final Av1DependencyDescriptor dependencies = new Av1DependencyDescriptor();
    private final H264Payload h264 = new H264Payload();
    private final Av1Aggregation av1 = new Av1Aggregation();
    private @Nullable Av1Structure fresh;

    Encoding encoding;
    long sequence;
    /** A decoder can begin with this packet: any audio packet, or the first one of a key frame. */
    boolean startsDecoding;
    /** 0 where the packet does not tell its layer. */
    int spatialLayer;

    int temporalLayer;
    /** The packet has a dependency descriptor. */
    boolean hasDependencies;

    IngressPacket(RtpPacket rtp, Encoding encoding) {
        this.rtp = rtp;
        this.encoding = encoding;
    }

    /** Takes in the packet that {@code rtp} is wrapped around; false when its payload is not of the codec. */
    boolean read(Encoding encoding, long sequence, int dependencyExtension, Av1Structure known) {
        this.encoding = encoding;
        this.sequence = sequence;
        spatialLayer = 0;
        temporalLayer = 0;
        hasDependencies = false;
        byte[] bytes = rtp.bytes();
        int offset = rtp.payloadOffset();
        int length = rtp.payloadLength();
        return switch (encoding.codec()) {
            case OPUS -> {
                startsDecoding = true;
                yield true;
            }
            case VP8 -> {
                boolean valid = vp8.wrap(bytes, offset, length);
                startsDecoding = valid && vp8.startOfFrame() && vp8.keyframe();
                temporalLayer = valid ? vp8.temporalLayer() : 0;
                yield valid;
            }
            case VP9 -> {
                boolean valid = vp9.wrap(bytes, offset, length);
                startsDecoding = valid && vp9.keyframe();
                spatialLayer = valid ? vp9.spatialLayer() : 0;
                temporalLayer = valid ? vp9.temporalLayer() : 0;
                yield valid;
            }
            case H264 -> {
                boolean valid = h264.wrap(bytes, offset, length);
                startsDecoding = valid && h264.startsDecoding();
                yield valid;
            }
            case AV1 -> av1.wrap(bytes, offset, length) && readDependencies(dependencyExtension, known);
        };
    }

    private boolean readDependencies(int extension, Av1Structure known) {
        startsDecoding = av1.startsSequence();
        int at = rtp.extensionOffset(extension);
        if (at < 0) {
            return true;
        }
        if (!dependencies.wrap(rtp.bytes(), at, rtp.extensionLength(extension), known, fresh())) {
            return false;
        }
        hasDependencies = true;
        // With descriptors a subscriber needs the structure to begin with.
        startsDecoding = dependencies.hasStructure();
        if (dependencies.understood()) {
            spatialLayer = dependencies.spatialLayer();
            temporalLayer = dependencies.temporalLayer();
        }
        return true;
    }

    /** The structure this packet brought; only if {@code dependencies} say so. */
    Av1Structure fresh() {
        if (fresh == null) {
            fresh = new Av1Structure();
        }
        return fresh;
    }
}
