// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import io.apotheca.media.control.v1.Codec;
import io.apotheca.media.control.v1.CodecParameters;
import io.apotheca.signaling.config.VideoCodec;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What tells apart the formats of one video codec, in a=fmtp of offer and answer. */
final class VideoProfiles {
    private static final int MAX_VP9_PROFILE = 3;
    private static final int MAX_AV1_PROFILE = 2;
    /** Where H.264's parameters are missing (RFC 6184 section 8.1). */
    private static final String H264_DEFAULT = "42000a";
    /** (Constrained) baseline, main, high and constrained high, at any level. */
    private static final Pattern H264_PROFILE = Pattern.compile("(42e0|4200|4d00|6400|640c)[0-9a-f]{2}");

    private VideoProfiles() {}

    /** Codec and profile; null where the profile is none that is forwarded. */
    static CodecParameters.@Nullable Builder read(VideoCodec codec, Map<String, String> parameters) {
        CodecParameters.Builder read = CodecParameters.newBuilder().setCodec(toMedia(codec));
        return switch (codec) {
            case VP8 -> read;
            // RFC 9628 section 7
            case VP9 -> numbered(read, parameters.getOrDefault("profile-id", "0"), MAX_VP9_PROFILE);
            // RTP Payload Format For AV1, section 7.2
            case AV1 -> numbered(read, parameters.getOrDefault("profile", "0"), MAX_AV1_PROFILE);
            case H264 -> h264(read, parameters);
        };
    }

    /** The parameters of a format in the answer, empty where it has none. */
    static String text(CodecParameters codec) {
        return switch (codec.getCodec()) {
            case CODEC_VP9 -> "profile-id=" + codec.getProfile();
            case CODEC_AV1 -> "profile=" + codec.getProfile();
            case CODEC_H264 ->
                "level-asymmetry-allowed=1;packetization-mode=" + codec.getPacketizationMode() + ";profile-level-id="
                        + codec.getProfile();
            case CODEC_OPUS, CODEC_VP8, CODEC_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private static CodecParameters.@Nullable Builder numbered(
            CodecParameters.Builder read, String profile, int mostProfile) {
        long number = SdpText.number(profile, mostProfile);
        return number < 0 ? null : read.setProfile(Long.toString(number));
    }

    /** The interleaved mode, 2, is not forwarded. */
    private static CodecParameters.@Nullable Builder h264(
            CodecParameters.Builder read, Map<String, String> parameters) {
        String profile =
                parameters.getOrDefault("profile-level-id", H264_DEFAULT).toLowerCase(Locale.ROOT);
        long mode = SdpText.number(parameters.getOrDefault("packetization-mode", "0"), 1);
        return mode < 0 || !H264_PROFILE.matcher(profile).matches()
                ? null
                : read.setProfile(profile).setPacketizationMode((int) mode);
    }

    private static Codec toMedia(VideoCodec codec) {
        return switch (codec) {
            case VP8 -> Codec.CODEC_VP8;
            case VP9 -> Codec.CODEC_VP9;
            case H264 -> Codec.CODEC_H264;
            case AV1 -> Codec.CODEC_AV1;
        };
    }
}
