// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** Limits of one consultation and of one client in it; the video codecs in use, those to be sent first come first. */
public record ConsultationSettings(
        int capacity,
        Duration reconnectGrace,
        Duration silence,
        int messagesPerSecond,
        int messageBurst,
        List<VideoCodec> videoCodecs) {

    static ConsultationSettings from(Section section) throws SettingsException {
        return new ConsultationSettings(
                section.integer("capacity", 2, 64),
                section.duration("reconnect-grace", Duration.ofMillis(10), Duration.ofMinutes(10)),
                section.duration("silence", Duration.ofMillis(100), Duration.ofHours(1)),
                section.integer("messages-per-second", 1, 10_000),
                section.integer("message-burst", 1, 100_000),
                videoCodecs(section));
    }

    private static List<VideoCodec> videoCodecs(Section section) throws SettingsException {
        String expected = "a list of VP8, VP9, H264 and AV1, each at most once";
        List<VideoCodec> codecs = section.list("video-codecs", expected, VideoCodec::valueOf);
        if (codecs.isEmpty() || new HashSet<>(codecs).size() < codecs.size()) {
            throw section.wrong("video-codecs", expected);
        }
        return codecs;
    }
}
