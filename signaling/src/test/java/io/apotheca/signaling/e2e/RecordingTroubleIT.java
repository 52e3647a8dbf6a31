// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.key.KeyFile;
import io.apotheca.recorder.key.RecordsPrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A call in browsers while the recordings' disk hangs and is full, and what its server's memory and disk then tell of a recording that
 * is over. The records key's private half is nowhere but in the test.
 */
class RecordingTroubleIT {
    private static final RecordsPrivateKey KEY = RecordsPrivateKey.generate();
    private static final String PASSPHRASE = "only the tests know it";
    private static final String BEHIND = "the disk does not keep up. Nothing is lost so far.";
    private static final String STOPPED = "Not being recorded right now";
    private static final String CONFIGURATION = "recorder.limits { queue = 1 MiB, keep-free = 4 MiB }\n";
    private static final int DISK_MEBIBYTES = 96;
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    /** Two cores run two browsers and the server; an undisturbed call has 15 to 30 of these. */
    private static final double FEWEST_FRAMES_PER_SECOND = 5;

    private final int port = FreePort.tcp();

    @TempDir
    Path home;

    @TempDir
    Path image;

    private Path data;
    private Path archives;

    @BeforeEach
    void folders() throws IOException {
        data = home.resolve("data").resolve("demo-" + port);
        archives = Files.createDirectories(data.resolve("archives"));
        Files.writeString(data.resolve("records-key.pub"), KEY.publicKey() + "\n");
    }

    @Test
    void theCallIsUnharmedPeopleAreToldAndNoKeyIsLeftOfWhatIsOver() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(image.resolve("disk"), DISK_MEBIBYTES, archives)) {
            try (var demo = DemoServer.start(home, port, CONFIGURATION);
                    var chromium = Chromium.launch();
                    ChromiumTab pharmacist = chromium.person(Person.PHARMACIST);
                    ChromiumTab patient = chromium.person(Person.PATIENT)) {
                Steps.meet(pharmacist, patient, demo);
                pharmacist.press("Ask to record");
                pharmacist.press("Yes, you may record");
                Steps.shows(patient, "Yes, you may record");
                patient.press("Yes, you may record");
                Steps.shows(pharmacist, "Stop recording");
                CallQuality.awaitFlow(new Probe(patient));

                var calls = List.of(CallQuality.start(new Probe(pharmacist)), CallQuality.start(new Probe(patient)));
                aDiskThatHangs(disk, pharmacist, patient);
                aFullDisk(disk, pharmacist, patient);
                assertThat(calls).allSatisfy(call -> {
                    CallQuality quality = CallQuality.since(call);
                    assertThat(quality.framesPerSecond()).isGreaterThan(FEWEST_FRAMES_PER_SECOND);
                    assertThat(quality.audioEnergy()).isPositive();
                });
                Await.pass(A_WHILE);
                noKeyIsLeft(demo, pharmacist);
                demo.interrupt();
                verify();
                assertThat(RecordedVisit.audit(home, port).stream()
                                .filter(entry ->
                                        entry.startsWith("RECORDING_STOPPED") || entry.startsWith("RECORDING_WENT_ON"))
                                .map(entry -> entry.replaceAll(":[0-9a-f-]{36}", "")))
                        .containsExactly(
                                "RECORDING_STOPPED:slow",
                                "RECORDING_WENT_ON",
                                "RECORDING_STOPPED:full",
                                "RECORDING_WENT_ON");
            }
        }
    }

    private static void aDiskThatHangs(SmallDisk disk, Tab pharmacist, Tab patient) {
        disk.freeze();
        Steps.shows(pharmacist, BEHIND);
        disk.thaw();
        gone(pharmacist, BEHIND);
        Steps.shows(pharmacist, "Stop recording");

        disk.freeze();
        Steps.shows(patient, STOPPED);
        Steps.shows(pharmacist, "Recording stopped: the disk is too slow.");
        disk.thaw();
        gone(patient, STOPPED);
        Steps.shows(pharmacist, "Stop recording");
    }

    private static void aFullDisk(SmallDisk disk, Tab pharmacist, Tab patient) throws IOException {
        disk.fill(3);
        Steps.shows(patient, STOPPED);
        Steps.shows(pharmacist, "Recording stopped: the disk is full.");
        disk.empty();
        gone(patient, STOPPED);
        Steps.shows(pharmacist, "Stop recording");
    }

    private static void gone(Tab tab, String text) {
        Await.until("no more \"" + text + "\"", Steps.SOON, () -> !tab.text().contains(text));
    }

    private void noKeyIsLeft(DemoServer demo, Tab pharmacist) throws IOException {
        UUID over = parts().getFirst().archive();
        pharmacist.press("Stop recording");
        Steps.shows(pharmacist, "Ask to record");
        Await.until(
                "the archive has its end",
                Steps.SOON,
                () -> parts().stream().allMatch(part -> Files.exists(folder().finished(part))));
        int parts = parts().size();
        assertThat(parts).as("a part for each time that it stopped").isGreaterThanOrEqualTo(3);

        pharmacist.press("Ask to record");
        Steps.shows(pharmacist, "Stop recording");
        Await.until("another archive", Steps.SOON, () -> parts().size() > parts);
        Await.pass(A_WHILE);

        Map<String, byte[]> secrets = new HashMap<>(Map.of("private key", KEY.bytes()));
        for (PartName part : parts()) {
            boolean goesOn = !part.archive().equals(over);
            Path file = goesOn ? folder().open(part) : folder().finished(part);
            ArchiveSecrets.of(file, KEY)
                    .forEach((name, secret) ->
                            secrets.put((goesOn ? "going on: " : "over: ") + name + " of part " + part.part(), secret));
        }
        Dump dump = new Dump(secrets);
        for (long process : demo.processes()) {
            dump.memory(process);
        }
        dump.files(data);
        assertThat(dump.searchedBytes()).as("all of it").isGreaterThan(200L << 20);
        assertThat(dump.found())
                .as("what is going on needs its key, so one can be found, and no other")
                .containsExactly("going on: stream key of part 1");
        pharmacist.press("Stop recording");
        Steps.shows(pharmacist, "Ask to record");
    }

    private LocalFolder folder() {
        return new LocalFolder(archives);
    }

    private List<PartName> parts() {
        try {
            return folder().parts();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void verify() throws IOException {
        Path key = Files.writeString(
                image.resolve("key.json"), KeyFile.seal(KEY, PASSPHRASE.toCharArray(), new SecureRandom()));
        Path passphrase = Files.writeString(image.resolve("passphrase"), PASSPHRASE + "\n");
        List<String> command = new ArrayList<>(List.of("archive", "verify", archives.toString()));
        command.addAll(List.of("--key", key.toString(), "--passphrase-file", passphrase.toString()));
        Product.Outcome outcome = Product.run(home, command.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err() + outcome.out()).isZero();
    }
}
