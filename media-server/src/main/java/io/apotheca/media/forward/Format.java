// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/**
 * One encoding a subscriber can receive, with what rewrites and filters its packets.
 *
 * @param encoding with the subscriber's payload types
 */
record Format(Encoding encoding, CodecRewriter rewriter, LayerFilter layers) {
    static Format of(Encoding encoding) {
        return switch (encoding.codec()) {
            case OPUS, H264 -> new Format(encoding, new PassThrough(), new AllLayers());
            case VP8 -> new Format(encoding, new Vp8Rewriter(), new Vp8Layers());
            case VP9 -> new Format(encoding, new Vp9Rewriter(), new Vp9Layers());
            case AV1 -> new Format(encoding, new Av1Rewriter(), new Av1Layers());
        };
    }
}
