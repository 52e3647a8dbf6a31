// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import java.time.Duration;

/** Where figures for operators are served, and how often they are taken. Port 0 takes a free one. */
public record MetricsSettings(boolean enabled, String bind, int port, Duration interval) {

    static MetricsSettings from(Section section) throws SettingsException {
        return new MetricsSettings(
                section.flag("enabled"),
                section.filled("bind"),
                section.integer("port", 0, 65_535),
                section.duration("interval", Duration.ofMillis(100), Duration.ofMinutes(1)));
    }
}
