// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import java.util.List;
import java.util.Set;

/** The kinds of files that archives are exported to. */
public enum ExportFormat {
    MKV("mkv", "matroska", Set.of("V_VP8", "V_VP9", "V_MPEG4/ISO/AVC", "V_AV1", "A_OPUS")),
    WEBM("webm", "webm", Set.of("V_VP8", "V_VP9", "V_AV1", "A_OPUS")),
    MP4("mp4", "mp4", Set.of("V_VP9", "V_MPEG4/ISO/AVC", "V_AV1", "A_OPUS"));

    private final String suffix;
    private final String muxer;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> codecs;

    ExportFormat(String suffix, String muxer, Set<String> codecs) {
        this.suffix = suffix;
        this.muxer = muxer;
        this.codecs = codecs;
    }

    public String suffix() {
        return suffix;
    }

    /** What ffmpeg calls it. */
    String muxer() {
        return muxer;
    }

    /** Whether tracks of this codec go into it as they are. */
    boolean takes(String codecId) {
        return codecs.contains(codecId);
    }

    /** How pictures are encoded where they have to be, as ffmpeg's options. */
    List<String> pictureEncoder() {
        return switch (this) {
            case MKV, MP4 -> List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p");
            case WEBM ->
                List.of("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "6", "-crf", "33", "-b:v", "0");
        };
    }

    /** How sound is. */
    List<String> soundEncoder() {
        return switch (this) {
            case MKV, WEBM -> List.of("-c:a", "libopus", "-b:a", "64k");
            case MP4 -> List.of("-c:a", "aac", "-b:a", "128k");
        };
    }

    /** What else the file is made with. */
    List<String> options() {
        return this == MP4 ? List.of("-movflags", "+faststart") : List.of();
    }
}
