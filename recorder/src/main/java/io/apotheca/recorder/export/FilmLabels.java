// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names under a film's tiles, as filters of ffmpeg. What they say stands in files that only their owner can read and that go
 * with {@link #close}, never in a command line, which everybody on the machine sees.
 */
final class FilmLabels implements AutoCloseable {
    /** The strip under each tile, in pixels. */
    static final int STRIP = 48;

    private static final int LETTER_HEIGHT = 28;

    /** What a letter is wide, at most, as names go: longer ones are cut. */
    private static final int LETTER_WIDTH = 18;

    /** ffmpeg's filters take these as they are. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._-]+");

    private static final List<Path> KNOWN = List.of(
            Path.of("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
            Path.of("/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf"),
            Path.of("/usr/share/fonts/TTF/DejaVuSans.ttf"));

    private final Path font;
    private final Path folder;
    private final List<Path> files = new ArrayList<>();

    FilmLabels(Path font) throws IOException {
        this.font = font;
        this.folder = Files.createTempDirectory("apotheca-names");
    }

    /** The system's sans serif, as fontconfig says, or DejaVu Sans where it usually is; empty without any. */
    static Optional<Path> font() {
        return Stream.concat(matched().stream(), KNOWN.stream())
                .filter(path -> PLAIN.matcher(path.toString()).matches() && Files.isReadable(path))
                .findFirst();
    }

    private static Optional<Path> matched() {
        try {
            Process process = new ProcessBuilder("fc-match", "-f", "%{file}", "sans")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String path = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 && !path.isEmpty() ? Optional.of(Path.of(path)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A filter that writes this under a tile. */
    String under(FilmGrid grid, int tile, String text) throws IOException {
        Path file = folder.resolve(Integer.toString(tile));
        files.add(file);
        Files.writeString(file, fitting(text, grid.tileWidth() / LETTER_WIDTH));
        return "drawtext=fontfile=%s:textfile=%s:expansion=none:fontcolor=white:fontsize=%d:x=%d+(%d-text_w)/2:y=%d"
                .formatted(
                        font,
                        file,
                        LETTER_HEIGHT,
                        grid.x(tile),
                        grid.tileWidth(),
                        grid.y(tile) + grid.tileHeight() + (STRIP - LETTER_HEIGHT) / 2);
    }

    private static String fitting(String text, int most) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
