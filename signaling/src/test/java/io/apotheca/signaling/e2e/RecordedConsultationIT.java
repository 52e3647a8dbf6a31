// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.recorder.testing.Tool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two people in browsers agreed to have recorded is in the archive: their pictures and their sound. */
class RecordedConsultationIT {
    private static final Duration A_WHILE = Duration.ofSeconds(6);
    private static final String PASSPHRASE = "apotheca-demo";
    private static final int WIDTH = 64;
    private static final int HEIGHT = 36;
    private static final int SAMPLE_RATE = 48_000;
    private static final int HEARD_SECONDS = 2;

    private final int port = FreePort.tcp();

    @TempDir
    Path home;

    @TempDir
    Path out;

    private Path data;

    @BeforeEach
    void folder() {
        data = home.resolve("data").resolve("demo-" + port);
    }

    @Test
    void isWhatWasSeenAndHeard() throws IOException {
        try (var demo = DemoServer.start(home, port);
                var chromium = Chromium.launch();
                ChromiumTab pharmacist = chromium.person(Person.PHARMACIST);
                ChromiumTab patient = chromium.person(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, demo);
            pharmacist.press("Ask to record");
            pharmacist.press("Yes, you may record");
            Steps.shows(patient, "Yes, you may record");
            patient.press("Yes, you may record");
            Steps.shows(patient, "Stop agreeing");
            Steps.shows(pharmacist, "Stop recording");
            Await.pass(A_WHILE);
            patient.press("Mute microphone");
            Steps.shows(pharmacist, "Muted");
            patient.press("Stop camera");
            Steps.shows(pharmacist, "Camera off");
            pharmacist.press("Share screen");
            Steps.sees(patient, Person.PHARMACIST, Person.PHARMACIST);
            pharmacist.press("Share screen");
            patient.press("Stop camera");
            Steps.sees(pharmacist, Person.PATIENT);
            pharmacist.press("Stop recording");
            Steps.shows(pharmacist, "Ask to record");
            playsInTheBrowser(pharmacist, demo);
            demo.interrupt();
            verify();
            exportedFilesAreTheSenders();
        }
    }

    private void exportedFilesAreTheSenders() throws IOException {
        List<Path> files = export();
        assertThat(files).hasSize(2);
        for (Path file : files) {
            // Cameras are not regular, and the first sounds are placed before the sender's clock is known.
            assertThat(Tool.complaints(file.toString()))
                    .as(file.toString())
                    .allMatch(line -> line.contains("monotonically increasing dts"));
            Person person = sender(file);
            assertThat(toneHz(file)).as(file.toString()).isBetween(person.toneHz() - 10, person.toneHz() + 10);
        }
        assertThat(files.stream().map(RecordedConsultationIT::sender))
                .containsExactlyInAnyOrder(Person.PHARMACIST, Person.PATIENT);
    }

    private void playsInTheBrowser(ChromiumTab staff, DemoServer demo) {
        staff.open(demo.pharmacist().replaceFirst("/pharmacy.*", "/pharmacy/recordings"));
        Steps.shows(staff, "Play");
        staff.press("Play");
        PlayerPage page = new PlayerPage(staff);
        page.openWith(data.resolve("records-key.json"), PASSPHRASE);
        Steps.shows(staff, "What happened");
        page.seek(3);
        Await.until(
                "both pictures",
                Steps.SOON,
                () -> staff.evaluate("document.querySelectorAll('[data-picture$=\"/CAMERA\"].fresh').length")
                                .asInt()
                        == 2);
        staff.screenshot(Directories.screenshots().resolve("recorded-consultation.png"));
    }

    private void verify() {
        Product.Outcome outcome = Product.run(home, concat("archive", "verify"));
        assertThat(outcome.exitCode()).as(outcome.err() + outcome.out()).isZero();
    }

    private List<Path> export() throws IOException {
        Product.Outcome outcome = Product.run(home, concat("archive", "export", "--out", out.toString()));
        assertThat(outcome.exitCode()).as(outcome.err() + outcome.out()).isZero();
        try (Stream<Path> files = Files.list(out)) {
            return files.sorted().toList();
        }
    }

    private String[] concat(String... command) {
        try {
            Path passphrase = Files.writeString(home.resolve("passphrase"), PASSPHRASE + "\n");
            return Stream.of(
                            Stream.of(command),
                            Stream.of(
                                    data.resolve("archives").toString(),
                                    "--key",
                                    data.resolve("records-key.json").toString(),
                                    "--passphrase-file",
                                    passphrase.toString()))
                    .flatMap(part -> part)
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Whose camera the file's first track of pictures shows after three seconds. */
    private static Person sender(Path file) {
        byte[] picture = decode(
                file,
                "-ss",
                "3",
                "-i",
                file.toString(),
                "-map",
                "0:v:0",
                "-frames:v",
                "1",
                "-vf",
                "scale=" + WIDTH + ":" + HEIGHT,
                "-f",
                "rawvideo",
                "-pix_fmt",
                "rgb24");
        List<Person> found = Stream.of(Person.values())
                .filter(person -> Colours.near(pixel(picture, WIDTH / 4), person.left())
                        && Colours.near(pixel(picture, WIDTH * 3 / 4), person.right()))
                .toList();
        assertThat(found).as(file.toString()).hasSize(1);
        return found.getFirst();
    }

    private static List<Integer> pixel(byte[] picture, int x) {
        int at = 3 * (HEIGHT / 4 * WIDTH + x);
        return List.of(picture[at] & 0xff, picture[at + 1] & 0xff, picture[at + 2] & 0xff);
    }

    /** The pitch of the sound from the third second on, by how often it crosses zero. */
    private static int toneHz(Path file) {
        byte[] sound = decode(
                file,
                "-ss",
                "3",
                "-t",
                Integer.toString(HEARD_SECONDS),
                "-i",
                file.toString(),
                "-map",
                "0:a:0",
                "-ac",
                "1",
                "-ar",
                Integer.toString(SAMPLE_RATE),
                "-f",
                "s16le");
        var samples = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        int rises = 0;
        for (int i = 1; i < samples.limit(); i++) {
            rises += samples.get(i - 1) < 0 && samples.get(i) >= 0 ? 1 : 0;
        }
        return rises / HEARD_SECONDS;
    }

    private static byte[] decode(Path file, String... arguments) {
        Path decoded = file.resolveSibling("decoded");
        Tool.run(
                Stream.of(Stream.of("ffmpeg", "-v", "error", "-y"), Stream.of(arguments), Stream.of(decoded.toString()))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
        try {
            byte[] bytes = Files.readAllBytes(decoded);
            Files.delete(decoded);
            return bytes;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
