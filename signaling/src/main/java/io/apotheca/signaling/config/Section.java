// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    /** Whole days, weeks, months or years. */
    Period period(String key) throws SettingsException {
        String expected = "a time in days, weeks, months or years such as \"3 years\"";
        Period value = read(key, expected, () -> root.getPeriod(path + "." + key));
        if (value.isNegative()) {
            throw wrong(key, expected);
        }
        return value;
    }

    /** The sections of a list, each of which has all of these keys and no other. */
    List<Section> sections(String key, Set<String> keys) throws SettingsException {
        String expected = "a list of sections that have " + String.join(" and ", new TreeSet<>(keys));
        List<? extends Config> list = read(key, expected, () -> root.getConfigList(path + "." + key));
        if (!list.stream().allMatch(each -> each.root().keySet().equals(keys))) {
            throw wrong(key, expected);
        }
        String inner = path + "." + key;
        return list.stream().map(each -> new Section(inner, each.atPath(inner))).toList();
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
