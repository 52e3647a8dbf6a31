// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import java.time.Duration;

/** How long sessions and links last. */
public record SessionSettings(
        Duration staffIdle,
        Duration staffAbsolute,
        Duration visitorAbsolute,
        Duration linkLifetime,
        int passwordChecks) {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(366);

    static SessionSettings from(Section section) throws SettingsException {
        return new SessionSettings(
                section.duration("staff-idle", LEAST, MOST),
                section.duration("staff-absolute", LEAST, MOST),
                section.duration("visitor-absolute", LEAST, MOST),
                section.duration("link-lifetime", LEAST, MOST),
                section.integer("password-checks", 1, 64));
    }
}
