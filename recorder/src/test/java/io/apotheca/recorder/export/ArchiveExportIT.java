// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartException;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.PartProblem;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.store.FolderStore;
import io.apotheca.recorder.store.StoreChannel;
import io.apotheca.recorder.testing.Recorded;
import io.apotheca.recorder.testing.SealedSession;
import io.apotheca.recorder.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What players find in exported files. */
class ArchiveExportIT {
    private static final RecordsPrivateKey KEY = RecordsPrivateKey.generate();
    private static final UUID ARCHIVE = new UUID(3, 4);

    @TempDir
    Path folder = Path.of("");

    private ArchivedSession session(Recorded picture) throws IOException, PartException {
        Path sealed = Files.createDirectories(folder.resolve("sealed"));
        SealedSession.twoParts(sealed, ARCHIVE, KEY.publicKey(), picture);
        return look(sealed);
    }

    private static ArchivedSession look(Path sealed) throws IOException, PartException {
        FolderStore store = new FolderStore(new LocalFolder(sealed));
        List<ArchiveMedia.Sealed> parts = new ArrayList<>();
        for (PartName part : store.parts()) {
            parts.add(() -> new StoreChannel(store, part));
        }
        return ArchivedSession.look(new ArchiveMedia(parts, KEY));
    }

    private List<Path> export(ArchivedSession session, ExportLayout layout, ExportFormat format)
            throws IOException, ExportException {
        ArchiveExport export = ArchiveExport.plan(session, layout, format, folder, "out");
        export.write();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactlyInAnyOrderElementsOf(export.files());
        }
        return export.files();
    }

    private static double duration(Path file) {
        return Double.parseDouble(Tool.run(
                        "ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file.toString())
                .getFirst());
    }

    @Test
    void partsAreJoinedForEachParticipant() throws Exception {
        ArchivedSession session = session(Recorded.VP8);
        assertThat(session.problems()).isEmpty();
        assertThat(session.epochMillis()).hasValue(SealedSession.EPOCH_MILLIS);
        assertThat(session.lengthMillis()).isBetween(13_400L, 13_600L);

        List<Path> files = export(session, ExportLayout.PARTICIPANTS, ExportFormat.MKV);
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("out-Ann-Example.mkv", "out-Ben-Example.mkv");
        String ann = files.getFirst().toString();
        assertThat(Tool.complaints(ann)).isEmpty();
        assertThat(Tool.probe(ann, "codec_name,nb_read_frames")).containsExactly("opus,302", "vp8,90");
        assertThat(duration(files.getFirst())).isBetween(13.4, 13.6);
        String ben = files.getLast().toString();
        assertThat(Tool.complaints(ben)).isEmpty();
        assertThat(Tool.probe(ben, "codec_name,nb_read_frames")).containsExactly("h264,45");
        assertThat(Tool.probe(ben, "start_time")).containsExactly("10.030000");
    }

    @Test
    void otherContainersTakeWhatTheyCan() throws Exception {
        ArchivedSession session = session(Recorded.VP9);
        for (Path file : export(session, ExportLayout.PARTICIPANTS, ExportFormat.MP4)) {
            assertThat(Tool.complaints(file.toString())).isEmpty();
            assertThat(duration(file)).isBetween(12.9, 13.6);
        }
        assertThatThrownBy(() -> export(session, ExportLayout.PARTICIPANTS, ExportFormat.WEBM))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("webm takes no AVC");
        assertThatThrownBy(() -> export(session, ExportLayout.PARTICIPANTS, ExportFormat.MP4))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("already");
    }

    @Test
    void everybodyIsSeenSideBySide() throws Exception {
        ArchivedSession session = session(Recorded.VP8);
        for (ExportFormat format : ExportFormat.values()) {
            Path file = export(session, ExportLayout.SIDE_BY_SIDE, format).getFirst();
            assertThat(Tool.complaints(file.toString())).isEmpty();
            assertThat(Tool.probe(file.toString(), "width,height")).first().isEqualTo("1920,588");
            assertThat(Tool.probe(file.toString(), "codec_type")).contains("video", "audio");
            assertThat(duration(file)).isBetween(13.3, 13.7);
            Files.delete(file);
        }
    }

    /** Nobody is shown in a tile while there is no picture of them. */
    @Test
    void tilesAreBlackWhileNothingIsSent() throws Exception {
        Path file = export(session(Recorded.VP8), ExportLayout.SIDE_BY_SIDE, ExportFormat.MP4)
                .getFirst();
        assertThat(brightness(file, 1, 0)).as("Ann at the beginning").isGreaterThan(100);
        assertThat(brightness(file, 7, 0)).as("Ann between the parts").isLessThan(30);
        assertThat(brightness(file, 1, 960)).as("Ben before he came").isLessThan(30);
        assertThat(brightness(file, 12, 960)).as("Ben at the end").isGreaterThan(100);
        assertThat(brightness(file, 7, "960:48:0:540"))
                .as("Ann's name, also then")
                .isGreaterThan(150);
        assertThat(brightness(file, 1, "960:48:960:540"))
                .as("Ben's name, also then")
                .isGreaterThan(150);
        assertThat(brightness(file, 7, "300:48:0:540")).as("beside a name").isLessThan(30);
    }

    private static double brightness(Path file, int second, int x) {
        return brightness(file, second, "960:540:" + x + ":0");
    }

    private static double brightness(Path file, int second, String where) {
        return Tool.run(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-ss",
                        Integer.toString(second),
                        "-i",
                        file.toString(),
                        "-frames:v",
                        "1",
                        "-vf",
                        "crop=" + where + ",signalstats,metadata=print:key=lavfi.signalstats.YMAX:file=-",
                        "-f",
                        "null",
                        "-")
                .stream()
                .filter(line -> line.contains("YMAX="))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf('=') + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatComesBeforeDamageIsThere() throws Exception {
        session(Recorded.VP8);
        Path second = folder.resolve("sealed").resolve(new PartName(ARCHIVE, 2).fileName());
        byte[] bytes = Files.readAllBytes(second);
        bytes[bytes.length / 2] ^= 1;
        Files.write(second, bytes);
        ArchivedSession session = look(folder.resolve("sealed"));
        assertThat(session.problems()).singleElement().isInstanceOf(PartProblem.Tampered.class);
        List<Path> files = export(session, ExportLayout.PARTICIPANTS, ExportFormat.MKV);
        assertThat(duration(files.getFirst())).isBetween(10.0, 13.0);
        assertThat(Tool.complaints(files.getFirst().toString())).isEmpty();
    }

    @Test
    void anotherKeyOpensNothing() throws Exception {
        ArchivedSession session = session(Recorded.VP8);
        ArchiveMedia locked = new ArchiveMedia(session.media().parts(), RecordsPrivateKey.generate());
        assertThatThrownBy(() -> ArchivedSession.look(locked))
                .isInstanceOfSatisfying(
                        PartException.class, e -> assertThat(e.problem()).isInstanceOf(PartProblem.WrongKey.class));
    }
}
