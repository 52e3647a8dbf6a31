// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Where archives are written, and where they are kept: without a bucket in the same folder. */
public record RecorderSettings(Path folder, Optional<Bucket> bucket) {
    /** A bucket of something that speaks as S3 does. */
    public record Bucket(URI endpoint, String region, String name, String prefix, String accessKey, String secretKey) {
        /** Says where, not by which secret. */
        @Override
        public String toString() {
            return "Bucket[" + name + "]";
        }
    }

    static RecorderSettings from(Section section) throws SettingsException {
        return new RecorderSettings(Path.of(section.filled("folder")), bucket(section.section("store")));
    }

    private static Optional<Bucket> bucket(Section section) throws SettingsException {
        String name = section.text("bucket");
        if (name.isBlank()) {
            return Optional.empty();
        }
        SettingsException wrong = section.wrong("endpoint", "an address such as \"https://s3.example.org\"");
        try {
            URI endpoint = new URI(section.filled("endpoint"));
            if (endpoint.getHost() == null) {
                throw wrong;
            }
            return Optional.of(new Bucket(
                    endpoint,
                    section.filled("region"),
                    name,
                    section.text("prefix"),
                    section.filled("access-key"),
                    section.filled("secret-key")));
        } catch (URISyntaxException e) {
            throw wrong;
        }
    }
}
