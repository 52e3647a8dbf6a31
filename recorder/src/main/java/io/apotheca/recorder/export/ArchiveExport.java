// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes files for players of an archive. All times count from the session's time zero, also in files whose tracks begin
 * later; where nothing was recorded there is nothing. Not thread-safe.
 */
public final class ArchiveExport {
    private static final String UNFINISHED = ".unfinished";

    private final ArchivedSession session;
    private final ExportLayout layout;
    private final ExportFormat format;
    private final Map<Path, List<ArchivedTrack>> files;
    private final boolean indexed;
    private final Optional<Path> font;

    private ArchiveExport(
            ArchivedSession session,
            ExportLayout layout,
            ExportFormat format,
            Map<Path, List<ArchivedTrack>> files,
            boolean indexed,
            Optional<Path> font) {
        this.session = session;
        this.layout = layout;
        this.format = format;
        this.files = files;
        this.indexed = indexed;
        this.font = font;
    }

    /**
     * Decides on the files. Tracks that are encrypted end to end are left out.
     *
     * @param name what the files' names begin with
     * @throws ExportException where the tracks do not go into this format, or a file is there already, or ffmpeg is not
     */
    public static ArchiveExport plan(
            ArchivedSession session, ExportLayout layout, ExportFormat format, Path folder, String name)
            throws ExportException {
        List<ArchivedTrack> clear = session.tracks().stream()
                .filter(track -> !track.entry().encrypted())
                .toList();
        if (clear.isEmpty()) {
            throw new ExportException(
                    session.tracks().isEmpty()
                            ? "There is no picture and no sound in it."
                            : "Everything in it is encrypted end to end, which this version cannot decrypt.");
        }
        boolean ffmpeg = Ffmpeg.installed();
        if (!ffmpeg && (layout == ExportLayout.SIDE_BY_SIDE || format != ExportFormat.MKV)) {
            throw new ExportException("This needs ffmpeg: install it, or choose --format mkv --layout participants.");
        }
        if (layout == ExportLayout.PARTICIPANTS) {
            refuseOtherCodecs(clear, format);
        }
        Map<Path, List<ArchivedTrack>> files = new LinkedHashMap<>();
        switch (layout) {
            case PARTICIPANTS ->
                byParticipant(clear)
                        .forEach((who, tracks) ->
                                files.put(folder.resolve(name + "-" + who + "." + format.suffix()), tracks));
            case SIDE_BY_SIDE -> files.put(folder.resolve(name + "." + format.suffix()), clear);
        }
        for (Path file : files.keySet()) {
            if (Files.exists(file)) {
                throw new ExportException(
                        "There is a file " + file + " already: move it, or choose another --out folder.");
            }
        }
        Optional<Path> font = layout == ExportLayout.SIDE_BY_SIDE ? FilmLabels.font() : Optional.empty();
        return new ArchiveExport(session, layout, format, files, ffmpeg, font);
    }

    private static void refuseOtherCodecs(List<ArchivedTrack> tracks, ExportFormat format) throws ExportException {
        for (ArchivedTrack track : tracks) {
            if (!format.takes(track.entry().codecId())) {
                throw new ExportException(format.suffix() + " takes no "
                        + track.entry().codecId().replaceAll("^[AV]_(MPEG4/ISO/)?", "")
                        + ", which is in it: choose --format mkv"
                        + (format == ExportFormat.MP4 ? " or webm" : " or mp4")
                        + ", or --layout side-by-side, which encodes anew.");
            }
        }
    }

    /** By names that no two participants share, of letters, digits and hyphens. */
    private static Map<String, List<ArchivedTrack>> byParticipant(List<ArchivedTrack> tracks) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, List<ArchivedTrack>> byName = new LinkedHashMap<>();
        for (ArchivedTrack track : tracks) {
            String name = names.computeIfAbsent(track.participant(), each -> {
                String plain = track.name().replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
                String wanted = plain.isEmpty() ? "participant" : plain.substring(0, Math.min(plain.length(), 60));
                String free = wanted;
                for (int i = 2; byName.containsKey(free); i++) {
                    free = wanted + "-" + i;
                }
                return free;
            });
            byName.computeIfAbsent(name, each -> new ArrayList<>()).add(track);
        }
        return byName;
    }

    /** The files that will be there. */
    public List<Path> files() {
        return List.copyOf(files.keySet());
    }

    /** How often all parts are read for them. */
    public int passes() {
        return switch (layout) {
            case PARTICIPANTS -> files.size();
            case SIDE_BY_SIDE -> files.values().iterator().next().size();
        };
    }

    /** How many tracks are left out, because they are encrypted end to end. */
    public int leftOut() {
        return session.tracks().size()
                - files.values().stream().mapToInt(List::size).sum();
    }

    /** Whether players can seek in the files, and are told how long they are; not without ffmpeg. */
    public boolean indexed() {
        return indexed;
    }

    /** Whether names that belong into the film are not there, because no font was found. */
    public boolean nameless() {
        return layout == ExportLayout.SIDE_BY_SIDE && font.isEmpty();
    }

    /** Makes the files, each under its name only when it is whole. */
    public void write() throws IOException, ExportException {
        for (Map.Entry<Path, List<ArchivedTrack>> file : files.entrySet()) {
            Path path = file.getKey();
            Path unfinished = path.resolveSibling(path.getFileName() + UNFINISHED);
            unfinished.toFile().deleteOnExit(); // also when the operator ends the process
            try {
                switch (layout) {
                    case PARTICIPANTS -> writeParticipant(file.getValue(), unfinished);
                    case SIDE_BY_SIDE -> SideBySide.write(session, file.getValue(), format, font, unfinished);
                }
                Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    /** Frames stay as they are; ffmpeg only writes another container around them, with an index. */
    private void writeParticipant(List<ArchivedTrack> tracks, Path file) throws IOException, ExportException {
        if (!indexed) {
            try (OutputStream out = Files.newOutputStream(file)) {
                session.write(tracks, false, out);
            }
            return;
        }
        List<String> arguments =
                new ArrayList<>(List.of("-copyts", "-f", "matroska", "-i", "pipe:0", "-map", "0", "-c", "copy"));
        arguments.addAll(format.options());
        arguments.addAll(List.of("-f", format.muxer(), file.toString()));
        Ffmpeg.run(arguments, to -> session.write(tracks, false, to));
    }
}
