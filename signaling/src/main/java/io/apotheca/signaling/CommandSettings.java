// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.config.Settings;
import io.apotheca.signaling.config.SettingsException;
import io.apotheca.signaling.config.SettingsReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The configuration that a command was given. */
final class CommandSettings {
    private CommandSettings() {}

    /** Without a file the defaults hold. */
    static Settings read(@Nullable Path file) throws StartException {
        try {
            return file == null ? SettingsReader.defaults() : SettingsReader.read(file);
        } catch (SettingsException e) {
            throw new StartException(ExitCode.SETTINGS, e.message());
        }
    }
}
