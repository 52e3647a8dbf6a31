// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** One section of the configuration, read value by value; a wrong value is told by its full key, never shown. */
final class Section {
    private final String path;
    private final Config root;

    Section(String path, Config root) {
        this.path = path;
        this.root = root;
    }

    Section section(String key) {
        return new Section(path + "." + key, root);
    }

    String text(String key) throws SettingsException {
        return read(key, "a text", () -> root.getString(path + "." + key));
    }

    String filled(String key) throws SettingsException {
        String value = text(key);
        if (value.isBlank()) {
            throw wrong(key, "a text that is not empty");
        }
        return value;
    }

    /** Each of a list's texts, read by {@code parse}, which throws IllegalArgumentException for what it does not take. */
    <T> List<T> list(String key, String expected, Function<String, T> parse) throws SettingsException {
        try {
            return read(key, expected, () -> root.getStringList(path + "." + key)).stream()
                    .map(parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw wrong(key, expected);
        }
    }

    boolean flag(String key) throws SettingsException {
        return read(key, "true or false", () -> root.getBoolean(path + "." + key));
    }

    int integer(String key, int least, int most) throws SettingsException {
        String expected = "a whole number from " + least + " to " + most;
        int value = read(key, expected, () -> root.getInt(path + "." + key));
        if (value < least || value > most) {
            throw wrong(key, expected);
        }
        return value;
    }

    Duration duration(String key, Duration least, Duration most) throws SettingsException {
        String expected = "a duration such as \"30 seconds\"";
        Duration value = read(key, expected, () -> root.getDuration(path + "." + key));
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw wrong(key, "a duration from " + least.toMillis() + " ms to " + most.toSeconds() + " s");
        }
        return value;
    }

    SettingsException wrong(String key, String expected) {
        return new SettingsException("Configuration: " + path + "." + key + " must be " + expected + ".");
    }

    private <T> T read(String key, String expected, Supplier<T> value) throws SettingsException {
        try {
            return value.get();
        } catch (ConfigException e) {
            throw wrong(key, expected);
        }
    }
}
