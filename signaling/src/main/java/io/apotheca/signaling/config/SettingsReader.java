// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration. The packaged {@code apotheca.conf} is the reference: it holds every key and its default, and a
 * key that is not in it is refused, so that a slip of the pen does not silently leave a default in force.
 */
public final class SettingsReader {
    private SettingsReader() {}

    /** The defaults alone. */
    public static Settings defaults() throws SettingsException {
        return with(Map.of());
    }

    /** The defaults with some keys changed, by their full names. */
    public static Settings with(Map<String, ?> changes) throws SettingsException {
        return over(ConfigFactory.parseMap(changes));
    }

    /** The defaults with a file's keys over them. */
    public static Settings read(Path file) throws SettingsException {
        return read(file, Map.of(), Map.of());
    }

    /** The defaults with some keys {@code below} and a file's keys over them, and some {@code above} whatever the file says. */
    public static Settings read(Path file, Map<String, ?> above, Map<String, ?> below) throws SettingsException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new SettingsException(
                    "The configuration file " + file + " cannot be read: check its path and its permissions.");
        }
        try {
            return over(ConfigFactory.parseMap(above)
                    .withFallback(ConfigFactory.parseFile(
                            file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false)))
                    .withFallback(ConfigFactory.parseMap(below)));
        } catch (ConfigException.Parse e) {
            int line = e.origin() == null ? 0 : e.origin().lineNumber();
            throw new SettingsException("The configuration file " + file + " is not valid HOCON"
                    + (line > 0 ? ": look at line " + line : "") + ".");
        } catch (ConfigException e) {
            throw new SettingsException(
                    "The configuration file " + file + " cannot be used: " + firstLine(e.getMessage()));
        }
    }

    private static Settings over(Config changes) throws SettingsException {
        Config reference = ConfigFactory.parseResources(SettingsReader.class.getClassLoader(), "apotheca.conf");
        refuseUnknown(changes.root(), reference.root(), "");
        try {
            return Settings.from(changes.withFallback(reference).resolve());
        } catch (ConfigException.UnresolvedSubstitution e) {
            throw new SettingsException(
                    "Configuration: a substitution ${...} has no value: set the variable it names.");
        } catch (ConfigException.WrongType e) {
            throw new SettingsException("Configuration: a section has a value where keys are expected.");
        }
    }

    private static void refuseUnknown(ConfigObject given, ConfigObject known, String prefix) throws SettingsException {
        for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
            String key = prefix + entry.getKey();
            ConfigValue reference = known.get(entry.getKey());
            if (reference == null) {
                throw new SettingsException("Configuration: " + key
                        + " is not a key of Apotheca: correct or remove it (config/apotheca.conf lists all keys).");
            }
            boolean section = reference.valueType() == ConfigValueType.OBJECT;
            if (section != (entry.getValue() instanceof ConfigObject)) {
                throw new SettingsException(
                        "Configuration: " + key + (section ? " must be a section with keys." : " must be a value."));
            }
            if (section && reference instanceof ConfigObject inner && entry.getValue() instanceof ConfigObject object) {
                refuseUnknown(object, inner, key + ".");
            }
        }
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
