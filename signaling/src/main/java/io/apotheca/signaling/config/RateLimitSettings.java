// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import java.time.Duration;

/** How often one address may sign in and use links, and one session read recordings, within the window. */
public record RateLimitSettings(
        Duration window,
        int failedSignIns,
        int signInsPerAddress,
        int linksPerAddress,
        int recordingReadsPerSession,
        int remembered) {

    static RateLimitSettings from(Section section) throws SettingsException {
        return new RateLimitSettings(
                section.duration("window", Duration.ofSeconds(1), Duration.ofDays(1)),
                section.integer("failed-sign-ins", 1, 1_000_000),
                section.integer("sign-ins-per-address", 1, 1_000_000),
                section.integer("links-per-address", 1, 1_000_000),
                section.integer("recording-reads-per-session", 1, 1_000_000),
                section.integer("remembered", 100, 1_000_000));
    }
}
