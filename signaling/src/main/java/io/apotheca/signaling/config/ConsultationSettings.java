// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import java.time.Duration;

/** Limits of one consultation and of one client in it. */
public record ConsultationSettings(
        int capacity, Duration reconnectGrace, Duration silence, int messagesPerSecond, int messageBurst) {

    static ConsultationSettings from(Section section) throws SettingsException {
        return new ConsultationSettings(
                section.integer("capacity", 2, 64),
                section.duration("reconnect-grace", Duration.ofMillis(10), Duration.ofMinutes(10)),
                section.duration("silence", Duration.ofMillis(100), Duration.ofHours(1)),
                section.integer("messages-per-second", 1, 10_000),
                section.integer("message-burst", 1, 100_000));
    }
}
