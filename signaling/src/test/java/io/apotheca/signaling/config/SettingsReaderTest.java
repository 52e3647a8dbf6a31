// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsReaderTest {
    @TempDir
    Path folder;

    @Test
    void theDefaultsHold() throws SettingsException {
        Settings settings = SettingsReader.defaults();
        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.http().publicUrl()).isEmpty();
        assertThat(settings.http().trustedProxies()).isEmpty();
        assertThat(settings.sessions().staffIdle()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.metrics()).isEqualTo(new MetricsSettings(true, "127.0.0.1", 9464, Duration.ofSeconds(5)));
        assertThat(settings.consultations().reconnectGrace()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aFileChangesWhatItNames() throws Exception {
        Settings settings = SettingsReader.read(file("http { port = 9000 }\nsessions.staff-idle = 5 minutes"));
        assertThat(settings.http().port()).isEqualTo(9000);
        assertThat(settings.http().bind()).isEqualTo("127.0.0.1");
        assertThat(settings.sessions().staffIdle()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aCommandsOwnKeysStandAboveTheFileOrBelowIt() throws Exception {
        Path file = file("pharmacy.name = file\nhttp.port = 9000");
        Settings settings = SettingsReader.read(
                file, Map.of("http.port", 9001), Map.of("pharmacy.name", "below", "storage.pool-size", 3));
        assertThat(settings.http().port()).isEqualTo(9001);
        assertThat(settings.pharmacyName()).isEqualTo("file");
        assertThat(settings.storage().poolSize()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.prot = 1 | http.prot is not a key",
                "htpp { port = 1 } | htpp is not a key",
                "media.udp.nonsense = 1 | media.udp.nonsense is not a key",
                "http = 5 | http must be a section",
                "http.port = { a = 1 } | http.port must be a value",
                "http.port = 70000 | http.port must be a whole number from 0 to 65535",
                "http.port = often | http.port must be a whole number",
                "http.public-url = \"ftp://x\" | http.public-url must be an address",
                "http.public-url = \"https://x/path\" | http.public-url must be an address",
                "http.trusted-proxies = [\"a.example\"] | http.trusted-proxies must be a list of IP addresses",
                "consultations.video-codecs = [] | consultations.video-codecs must be a list of VP8, VP9, H264 and AV1",
                "consultations.video-codecs = [VP8, VP8] | consultations.video-codecs must be a list of VP8, VP9",
                "consultations.video-codecs = [H263] | consultations.video-codecs must be a list of VP8, VP9, H264",
                "http.trusted-proxies = 5 | http.trusted-proxies must be a list of IP addresses",
                "sessions.staff-idle = soon | sessions.staff-idle must be a duration",
                "consultations.capacity = 1 | consultations.capacity must be",
                "storage.url = \"\" | storage.url must be",
                "metrics.enabled = perhaps | metrics.enabled must be true or false",
                "metrics.bind = \"\" | metrics.bind must be a text that is not empty",
                "metrics.port = -1 | metrics.port must be a whole number from 0 to 65535",
                "metrics.interval = 2 hours | metrics.interval must be a duration from 100 ms to 60 s",
                "metrics.host = a | metrics.host is not a key",
                "storage.password = ${APOTHECA_NO_SUCH_VARIABLE} | substitution",
                "http { port = | look at line",
            })
    void mistakesAreToldInOneLineByTheirKey(String text, String expected) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> SettingsReader.read(file))
                .isInstanceOf(SettingsException.class)
                .message()
                .contains(expected)
                .hasLineCount(1);
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertThatThrownBy(() -> SettingsReader.read(folder.resolve("missing.conf")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("missing.conf cannot be read");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("apotheca.conf"), text);
    }
}
