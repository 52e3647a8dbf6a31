// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** The web server. Port 0 takes a free one; without a public address it is http://localhost and the port. */
public record HttpSettings(
        String bind,
        int port,
        Optional<URI> publicUrl,
        List<AddressRange> trustedProxies,
        RateLimitSettings rateLimits) {

    static HttpSettings from(Section section) throws SettingsException {
        return new HttpSettings(
                section.filled("bind"),
                section.integer("port", 0, 65_535),
                publicUrl(section),
                section.list(
                        "trusted-proxies",
                        "a list of IP addresses and ranges such as [\"10.0.0.0/8\"]",
                        AddressRange::parse),
                RateLimitSettings.from(section.section("rate-limits")));
    }

    private static Optional<URI> publicUrl(Section section) throws SettingsException {
        String text = section.text("public-url");
        if (text.isBlank()) {
            return Optional.empty();
        }
        SettingsException wrong =
                section.wrong("public-url", "an address such as \"https://visits.example.org\", without a path");
        try {
            URI url = new URI(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            boolean bare = url.getRawPath().isEmpty() && url.getRawQuery() == null && url.getRawFragment() == null;
            if (!web || !bare || url.getHost() == null || url.getRawUserInfo() != null) {
                throw wrong;
            }
            return Optional.of(url);
        } catch (URISyntaxException e) {
            throw wrong;
        }
    }
}
