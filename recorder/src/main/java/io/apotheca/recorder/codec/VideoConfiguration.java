// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.codec;

import io.apotheca.media.forward.Codec;
import org.jspecify.annotations.Nullable;

/**
 * What a container says of a video track before its first frame.
 *
 * @param width of the pictures in pixels, as is {@code height}
 * @param codecPrivate the decoder's configuration in the form Matroska's codec mappings ask for; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record VideoConfiguration(int width, int height, byte[] codecPrivate) {
    private static final byte[] NOTHING = {};

    /** Of a track whose key frames cannot be read: the smallest picture there is. */
    public static final VideoConfiguration UNKNOWN = new VideoConfiguration(1, 1, NOTHING);

    public VideoConfiguration {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture has a size");
        }
    }

    /** Reads a key frame as a depacketizer makes it; null if it does not tell. Never throws, whatever the bytes. */
    public static @Nullable VideoConfiguration of(Codec codec, byte[] keyframe) {
        return switch (codec) {
            case OPUS -> null;
            case VP8 -> Vp8Header.read(keyframe);
            case VP9 -> Vp9Header.read(keyframe);
            case H264 -> AvcConfiguration.read(keyframe);
            case AV1 -> Av1Configuration.read(keyframe);
        };
    }

    static @Nullable VideoConfiguration orNull(int width, int height, byte[] codecPrivate) {
        boolean sized = width > 0 && height > 0 && width <= 1 << 16 && height <= 1 << 16;
        return sized ? new VideoConfiguration(width, height, codecPrivate) : null;
    }

    static byte[] nothing() {
        return NOTHING;
    }
}
