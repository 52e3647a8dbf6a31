// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How processes of ours reach each other.
 *
 * @param listen where this one's services are reached
 * @param media where a media server in another process is
 * @param recorder where a recorder in another process is
 * @param certificate of this process, in PEM, as the other two
 */
public record ControlSettings(
        Optional<Address> listen,
        Optional<Address> media,
        Optional<Address> recorder,
        Optional<Path> certificate,
        Optional<Path> privateKey,
        Optional<Path> trusted) {
    private static final int LARGEST_PORT = 65_535;

    /** A host's name or address, and a port. */
    public record Address(String host, int port) {}

    static ControlSettings from(Section section) throws SettingsException {
        return new ControlSettings(
                address(section, "listen"),
                address(section, "media"),
                address(section, "recorder"),
                path(section, "certificate"),
                path(section, "private-key"),
                path(section, "trusted"));
    }

    private static Optional<Address> address(Section section, String key) throws SettingsException {
        String text = section.text(key);
        if (text.isBlank()) {
            return Optional.empty();
        }
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > LARGEST_PORT) {
            throw section.wrong(key, "an address and a port such as \"10.0.0.5:7443\"");
        }
        String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
        return Optional.of(new Address(host, Integer.parseInt(port)));
    }

    private static Optional<Path> path(Section section, String key) throws SettingsException {
        String text = section.text(key);
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            throw section.wrong(key, "a file");
        }
    }
}
