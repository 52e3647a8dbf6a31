// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SiteTest {
    @Test
    void withoutAPublicAddressItIsThisMachine() {
        Site site = Site.of(Optional.empty(), 8080);
        assertThat(site.visitLink("T")).isEqualTo("http://localhost:8080/visit#T");
        assertThat(site.demoLink("K")).isEqualTo("http://localhost:8080/pharmacy#demo=K");
        assertThat(site.allows("http://127.0.0.1:8080")).isTrue();
        assertThat(site.allows("http://localhost:8081")).isFalse();
        assertThat(site.allows("http://example.org:8080")).isFalse();
        assertThat(site.allows(null)).isFalse();
        assertThat(site.allows("null")).isFalse();
        assertThat(site.secure()).isFalse();
    }

    @Test
    void aPublicAddressIsTheOnlyOrigin() {
        Site site = Site.of(Optional.of(URI.create("https://visits.example.org:443")), 8080);
        assertThat(site.origin()).isEqualTo("https://visits.example.org");
        assertThat(site.webSocketOrigin()).isEqualTo("wss://visits.example.org");
        assertThat(site.allows("https://visits.example.org")).isTrue();
        assertThat(site.allows("http://visits.example.org")).isFalse();
        assertThat(site.allows("http://localhost:8080")).isFalse();
        assertThat(site.secure()).isTrue();
    }
}
