// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.apotheca.recorder.service.RecorderConfig;

/** The whole configuration. The media section is read by the media server itself. */
public record Settings(
        HttpSettings http,
        String pharmacyName,
        StorageSettings storage,
        SessionSettings sessions,
        ConsultationSettings consultations,
        RecordingSettings recordings,
        MetricsSettings metrics,
        ControlSettings control,
        RecorderConfig recorder,
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
                recorder(root.getConfig("recorder")),
                RetentionSettings.from(new Section("retention", root)),
                root.getConfig("media"));
    }

    private static RecorderConfig recorder(Config section) throws SettingsException {
        try {
            return RecorderConfig.from(section);
        } catch (ConfigException e) {
            throw new SettingsException(
                    "The recorder section cannot be read: correct its values; config/apotheca.conf shows each.");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }
}
