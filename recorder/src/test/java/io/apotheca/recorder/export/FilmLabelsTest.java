// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** Names stand in files of their owner's, and nowhere else. */
class FilmLabelsTest {
    private static final FilmGrid FOUR = FilmGrid.of(4, FilmLabels.STRIP);

    private static Path textFile(String filter) {
        return Path.of(filter.replaceAll(".*textfile=([^:]*):.*", "$1"));
    }

    @Test
    void aNameIsNotInTheCommandLine() throws IOException {
        Path file;
        try (FilmLabels labels = new FilmLabels(Path.of("/font.ttf"))) {
            String filter = labels.under(FOUR, 3, "Ann: 100%\n\u0007O'Hara");
            file = textFile(filter);
            assertThat(filter).doesNotContain("Ann", "Hara").contains("fontfile=/font.ttf:", "expansion=none");
            assertThat(filter).contains("x=960+(960-text_w)/2", "y=1138");
            assertThat(file).hasContent("Ann: 100% O'Hara");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.resolveSibling("."))))
                    .isEqualTo("rwx------");
        }
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void aLongNameIsCut() throws IOException {
        try (FilmLabels labels = new FilmLabels(Path.of("/font.ttf"))) {
            Path file = textFile(labels.under(FOUR, 0, "\uD83D\uDE42".repeat(200)));
            assertThat(Files.readString(file)).isEqualTo("\uD83D\uDE42".repeat(52) + "…");
        }
    }

    @Test
    void aStripIsBelowEachRow() {
        assertThat(FOUR.height()).isEqualTo(2 * (540 + 48));
        assertThat(FOUR.y(2)).isEqualTo(588);
        assertThat(FilmGrid.of(1, 0).height()).isEqualTo(720);
    }
}
