// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What staff get of recordings, and what of it is in the audit log. */
final class RecordingsApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "/api/staff/recordings";
    private static final String ID = new UUID(7, 1).toString();
    private static final String SEALED = "0123456789".repeat(5);

    @TempDir
    Path archives;

    private TestServer server(Map<String, ?> changes) {
        Map<String, Object> all = new HashMap<>(changes);
        all.put("recorder.folder", archives.toString());
        return new TestServer(all);
    }

    private TestServer server() {
        return server(Map.of());
    }

    private static void record(TestServer server, String consultation, String id, int minute) {
        server.execute("insert into recording (id, consultation_id, site, content, begun_at) values ('" + id + "', '"
                + consultation + "', 'default', 'AUDIO_AND_VIDEO', '2026-11-01 10:%02d:00+00')".formatted(minute));
        server.execute("insert into recording_part (recording_id, part, key_ids, header_digest, begun_at) values ('"
                + id + "', 1, 'aa', 'bb', '2026-11-01 10:%02d:00+00')".formatted(minute));
    }

    private void write(String id, String name) throws IOException {
        Files.writeString(archives.resolve(id + name), SEALED);
    }

    private static String part(String id) {
        return LIST + "/" + id + "/parts/1";
    }

    private static HttpResponse<String> range(Browser browser, String path, String range) {
        return browser.send(browser.request(path).header("Range", range));
    }

    private static JsonNode list(Browser browser, String query) {
        try {
            HttpResponse<String> response = browser.get(LIST + query);
            assertThat(response.statusCode()).isEqualTo(200);
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void areForStaffOnly() throws IOException {
        try (TestServer server = server();
                Visit visit = Visit.admitted(server);
                Browser nobody = server.browser()) {
            record(server, visit.consultation(), ID, 0);
            write(ID, ".0001.apo");
            for (Browser browser : new Browser[] {nobody, visit.visitorBrowser}) {
                assertThat(browser.get(LIST).statusCode()).isEqualTo(401);
                HttpResponse<String> refused = range(browser, part(ID), "bytes=0-9");
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.body()).doesNotContain("0123");
            }
            assertThat(server.audit()).noneMatch(entry -> entry.startsWith("RECORDING"));
        }
    }

    @Test
    void listsWhatThereIs() {
        try (TestServer server = server();
                Visit visit = Visit.admitted(server)) {
            record(server, visit.consultation(), ID, 0);
            server.execute("update recording set ended_at = '2026-11-01 10:10:00+00', held_at = begun_at");
            server.execute("update recording_part set length = 4711, outcome = 'WHOLE', digest = 'cc',"
                    + " ended_at = begun_at");
            String going = new UUID(7, 2).toString();
            record(server, visit.consultation(), going, 30);

            JsonNode recordings = list(visit.staffBrowser, "").path("recordings");
            assertThat(recordings).hasSize(2);
            assertThat(recordings.get(0).path("id").asText()).isEqualTo(going);
            assertThat(recordings.get(0).has("ended")).isFalse();
            assertThat(recordings.get(0).path("parts").toString())
                    .isEqualTo("[{\"begun\":\"2026-11-01T10:30:00Z\",\"headerDigest\":\"bb\",\"part\":1}]");
            assertThat(recordings.get(1).toString())
                    .isEqualTo("{\"begun\":\"2026-11-01T10:00:00Z\",\"consultation\":\"" + visit.consultation()
                            + "\",\"content\":\"AUDIO_AND_VIDEO\",\"deleted\":false,\"ended\":\"2026-11-01T10:10:00Z\","
                            + "\"held\":true,\"id\":\"" + ID
                            + "\",\"parts\":[{\"begun\":\"2026-11-01T10:00:00Z\",\"digest\":\"cc\","
                            + "\"ended\":\"2026-11-01T10:00:00Z\",\"headerDigest\":\"bb\",\"lengthBytes\":4711,\"outcome\":\"WHOLE\","
                            + "\"part\":1}],\"people\":[\"Alex Example\",\"Dana Pharmacist\"]}");
            assertThat(server.audit()).endsWith("RECORDINGS_LISTED");
        }
    }

    @Test
    void listsPageByPage() {
        try (TestServer server = server();
                Visit visit = Visit.waiting(server)) {
            IntStream.range(0, 120)
                    .forEach(i -> record(server, visit.consultation(), new UUID(7, i).toString(), i / 4));
            int found = 0;
            String query = "";
            String before = "z";
            for (int pages = 0; pages < 3; pages++) {
                JsonNode page = list(visit.staffBrowser, query);
                for (JsonNode each : page.path("recordings")) {
                    String place = each.path("begun").asText() + each.path("id").asText();
                    assertThat(place).isLessThan(before);
                    before = place;
                    found++;
                }
                assertThat(page.has("next")).isEqualTo(pages < 2);
                query = "?after=" + page.path("next").asText();
            }
            assertThat(found).isEqualTo(120);
            assertThat(visit.staffBrowser.get(LIST + "?after=somewhere").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void givesRangesOfSealedBytes() throws IOException {
        try (TestServer server = server();
                Visit visit = Visit.waiting(server)) {
            record(server, visit.consultation(), ID, 0);
            write(ID, ".0001.apo");
            HttpResponse<String> middle = range(visit.staffBrowser, part(ID), "bytes=12-14");
            assertThat(middle.statusCode()).isEqualTo(206);
            assertThat(middle.body()).isEqualTo("234");
            assertThat(middle.headers().map())
                    .containsEntry("content-range", List.of("bytes 12-14/50"))
                    .containsEntry("cache-control", List.of("no-store"))
                    .containsEntry("content-type", List.of("application/octet-stream"));
            assertThat(range(visit.staffBrowser, part(ID), "bytes=-3").body()).isEqualTo("789");
            HttpResponse<String> behind = range(visit.staffBrowser, part(ID), "bytes=50-");
            assertThat(behind.statusCode()).isEqualTo(416);
            assertThat(behind.headers().firstValue("content-range")).contains("bytes */50");
            assertThat(visit.staffBrowser.get(part(ID)).statusCode()).isEqualTo(416);
        }
    }

    /** A part that is being written, with what is there by now. */
    @Test
    void givesWhatIsThereOfAPartThatGoesOn() throws IOException {
        try (TestServer server = server();
                Visit visit = Visit.waiting(server)) {
            record(server, visit.consultation(), ID, 0);
            write(ID, ".0001.open");
            assertThat(range(visit.staffBrowser, part(ID), "bytes=47-").body()).isEqualTo("789");
            Files.writeString(archives.resolve(ID + ".0001.open"), SEALED + "more");
            assertThat(range(visit.staffBrowser, part(ID), "bytes=47-").body()).isEqualTo("789more");
        }
    }

    @Test
    void notesEachPartOncePerSessionBeforeAnyByteGoes() throws IOException {
        try (TestServer server = server();
                Visit visit = Visit.waiting(server);
                Browser colleague = server.browser().signIn("robin")) {
            record(server, visit.consultation(), ID, 0);
            write(ID, ".0001.apo");
            range(visit.staffBrowser, part(ID), "bytes=0-9");
            range(visit.staffBrowser, part(ID), "bytes=10-19");
            range(colleague, part(ID), "bytes=0-9");
            assertThat(server.query("select consultation_id || '/' || detail || '/' || (select login from account"
                            + " where id = actor_id) from audit_entry where action = 'RECORDING_OPENED' order by id"))
                    .containsExactly(
                            visit.consultation() + "/" + ID + "-1/dana", visit.consultation() + "/" + ID + "-1/robin");
            String other = new UUID(7, 2).toString();
            record(server, visit.consultation(), other, 0);
            write(other, ".0001.apo");
            server.breakAudit();
            HttpResponse<String> unnoted = range(visit.staffBrowser, part(other), "bytes=0-9");
            assertThat(unnoted.statusCode()).isEqualTo(500);
            assertThat(unnoted.body()).doesNotContain("0123");
            assertThat(visit.staffBrowser.get(LIST).statusCode()).isEqualTo(500);
        }
    }

    @Test
    void unknownOnesAreAllAlike() throws IOException {
        try (TestServer server = server();
                Visit visit = Visit.waiting(server)) {
            record(server, visit.consultation(), ID, 0);
            String stray = new UUID(7, 3).toString();
            write(stray, ".0001.apo");
            String lost = range(visit.staffBrowser, part(ID), "bytes=0-9").body();
            assertThat(lost).contains("unknown-recording");
            for (String path : new String[] {
                part(stray), part("nonsense"), LIST + "/" + ID + "/parts/2", LIST + "/" + ID + "/parts/01"
            }) {
                HttpResponse<String> response = range(visit.staffBrowser, path, "bytes=0-9");
                assertThat(response.statusCode()).as(path).isEqualTo(404);
                assertThat(response.body()).isEqualTo(lost);
            }
            assertThat(server.audit()).doesNotContain("RECORDING_OPENED:" + ID + "-1");
        }
    }

    @Test
    void deletedOnesAreGone() throws IOException {
        try (TestServer server = server();
                Visit visit = Visit.waiting(server)) {
            record(server, visit.consultation(), ID, 0);
            write(ID, ".0001.apo");
            server.execute("update recording set shredded_at = begun_at");
            assertThat(range(visit.staffBrowser, part(ID), "bytes=0-9").statusCode())
                    .isEqualTo(410);
            assertThat(list(visit.staffBrowser, "")
                            .path("recordings")
                            .get(0)
                            .path("deleted")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void aSessionThatAsksTooOftenWaits() throws IOException {
        try (TestServer server = server(Map.of("http.rate-limits.recording-reads-per-session", 2));
                Visit visit = Visit.waiting(server)) {
            record(server, visit.consultation(), ID, 0);
            write(ID, ".0001.apo");
            assertThat(visit.staffBrowser.get(LIST).statusCode()).isEqualTo(200);
            assertThat(range(visit.staffBrowser, part(ID), "bytes=0-9").statusCode())
                    .isEqualTo(206);
            assertThat(range(visit.staffBrowser, part(ID), "bytes=0-9").statusCode())
                    .isEqualTo(429);
        }
    }

    @Test
    void readingKeepsASessionAlive() throws IOException {
        try (TestServer server = server();
                Visit visit = Visit.waiting(server);
                Browser colleague = server.browser().signIn("robin")) {
            record(server, visit.consultation(), ID, 0);
            write(ID, ".0001.apo");
            for (int i = 0; i < 3; i++) {
                server.clock.forward(Duration.ofMinutes(9));
                assertThat(range(colleague, part(ID), "bytes=0-9").statusCode()).isEqualTo(206);
            }
        }
    }
}
