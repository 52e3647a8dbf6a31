// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import com.typesafe.config.Config;

/** The whole configuration. The media and recorder sections are read by these themselves. */
public record Settings(
        HttpSettings http,
        String pharmacyName,
        StorageSettings storage,
        SessionSettings sessions,
        ConsultationSettings consultations,
        RecordingSettings recordings,
        MetricsSettings metrics,
        ControlSettings control,
        Config recorderSection,
        RecorderSettings recorder,
        RetentionSettings retention,
        Config media) {

    static Settings from(Config root) throws SettingsException {
        return new Settings(
                HttpSettings.from(new Section("http", root)),
                new Section("pharmacy", root).filled("name"),
                StorageSettings.from(new Section("storage", root)),
                SessionSettings.from(new Section("sessions", root)),
                ConsultationSettings.from(new Section("consultations", root)),
                RecordingSettings.from(new Section("recordings", root)),
                MetricsSettings.from(new Section("metrics", root)),
                ControlSettings.from(new Section("control", root)),
                root.getConfig("recorder"),
                RecorderSettings.from(new Section("recorder", root)),
                RetentionSettings.from(new Section("retention", root)),
                root.getConfig("media"));
    }
}
