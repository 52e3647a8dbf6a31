// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.recorder.retention.DataType;
import io.apotheca.recorder.retention.KeptItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
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
    void retentionIsReadByKindAndSite() throws Exception {
        Instant end = Instant.parse("2026-01-31T12:00:00Z");
        RetentionSettings settings = SettingsReader.read(file("retention { at = \"23:30\", zone = UTC, recordings {"
                        + " keep = 3 years, sites = [{ site = graz, keep = 1 month }] } }"))
                .retention();
        assertThat(settings.at()).isEqualTo(LocalTime.of(23, 30));
        assertThat(settings.rules().keptUntil(new KeptItem("", DataType.RECORDING, "wien", end, false)))
                .contains(Instant.parse("2029-01-31T12:00:00Z"));
        assertThat(settings.rules().keptUntil(new KeptItem("", DataType.RECORDING, "graz", end, false)))
                .contains(Instant.parse("2026-02-28T12:00:00Z"));
        assertThat(SettingsReader.defaults()
                        .retention()
                        .rules()
                        .keptUntil(new KeptItem("", DataType.RECORDING, "graz", end, false)))
                .isEmpty();
    }

    @Test
    void eachKindOfDataHasItsOwnRules() throws Exception {
        RetentionSettings settings = SettingsReader.read(file(
                        "retention { consultations.keep = 1 year, sign-ins.sites = [{ site = graz, keep = 1 day }] }"))
                .retention();
        assertThat(settings.rules().about(DataType.CONSULTATION)).isTrue();
        assertThat(settings.rules().about(DataType.SIGN_IN)).isTrue();
        assertThat(settings.rules().about(DataType.RECORDING)).isFalse();
        assertThatThrownBy(() -> SettingsReader.read(file("retention.sign-ins.sites = [{ site = graz, keep = 1 day },"
                        + " { site = graz, keep = 2 days }]")))
                .hasMessageContaining("retention.sign-ins.sites");
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
                "retention.at = noon | retention.at must be a time of day",
                "retention.zone = Mars | retention.zone must be a time zone",
                "retention.recordings.keep = 5 minutes | retention.recordings.keep must be a time in days",
                "retention.recordings.keep = -1 days | retention.recordings.keep must be a time in days",
                "retention.recordings.sites = [{ site = a }] | sites must be a list of sections that have keep and site",
                "retention.recordings.sites = [{ site = a, keep = 1 d, x = 1 }] | must be a list of sections",
                "retention.recordings.sites = [{ site = a, keep = often }] | retention.recordings.sites.keep must be a time",
                "retention.recordings.sites = [{site=a, keep=1d}, {site=a, keep=2d}] | a list that names each site once",
                "recorder.store.bucket = b | recorder.store.endpoint must be a text that is not empty",
                "recorder.store { bucket = b, endpoint = here } | recorder.store.endpoint must be an address",
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
