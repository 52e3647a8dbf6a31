// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import io.apotheca.recorder.matroska.TrackSpans.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One film of a session by ffmpeg: a tile for each camera and screen on a black ground, where nothing is while nothing was
 * sent, the name of who is shown below it, and the sound of all. Every track is an input of its own, because from one input
 * ffmpeg would keep everything that comes before a late track's first frame.
 */
final class SideBySide {
    private static final int FRAME_RATE = 25;

    /** How long the last picture before a pause stays. */
    private static final long STAY_MILLIS = 1_000 / FRAME_RATE;

    private SideBySide() {}

    /** Without a font there are no names. */
    static void write(
            ArchivedSession session, List<ArchivedTrack> tracks, ExportFormat format, Optional<Path> font, Path file)
            throws IOException, ExportException {
        try (FilmLabels labels = font.isPresent() ? new FilmLabels(font.get()) : null;
                TrackSockets sockets = new TrackSockets(session, tracks)) {
            List<String> arguments = new ArrayList<>();
            for (String address : sockets.addresses()) {
                // A picture may change its size at any time: each filter sees to that itself, and none begins anew.
                arguments.addAll(List.of("-reinit_filter", "0", "-copyts", "-f", "matroska", "-i", address));
            }
            boolean pictures = tracks.stream().anyMatch(ArchivedTrack::isPicture);
            boolean sound = !tracks.stream().allMatch(ArchivedTrack::isPicture);
            arguments.addAll(List.of("-filter_complex", graph(session, tracks, labels)));
            if (pictures) {
                arguments.addAll(List.of("-map", "[film]"));
                arguments.addAll(format.pictureEncoder());
            }
            if (sound) {
                arguments.addAll(List.of("-map", "[sound]"));
                arguments.addAll(format.soundEncoder());
            }
            arguments.addAll(List.of("-t", seconds(session.lengthMillis())));
            arguments.addAll(format.options());
            arguments.addAll(List.of("-f", format.muxer(), file.toString()));
            Ffmpeg.run(arguments, to -> {});
            IOException failure = sockets.failure();
            if (failure != null) {
                throw failure;
            }
        }
    }

    private static String graph(ArchivedSession session, List<ArchivedTrack> tracks, @Nullable FilmLabels labels)
            throws IOException {
        List<String> chains = new ArrayList<>();
        Map<String, Integer> tiles = tiles(tracks);
        if (!tiles.isEmpty()) {
            FilmGrid grid = FilmGrid.of(tiles.size(), labels == null ? 0 : FilmLabels.STRIP);
            String below = "ground";
            chains.add("color=black:s=%dx%d:r=%d:d=%s%s[ground]"
                    .formatted(
                            grid.width(),
                            grid.height(),
                            FRAME_RATE,
                            seconds(session.lengthMillis()),
                            labels == null ? "" : names(grid, tiles, tracks, labels)));
            for (int i = 0; i < tracks.size(); i++) {
                if (tracks.get(i).isPicture()) {
                    chains.add("[%d:v]scale=%d:%d:force_original_aspect_ratio=decrease:eval=frame,setsar=1,fps=%d[v%d]"
                            .formatted(i, grid.tileWidth(), grid.tileHeight(), FRAME_RATE, i));
                    chains.add("[%s][v%d]%s[b%d]"
                            .formatted(
                                    below,
                                    i,
                                    overlay(
                                            grid,
                                            Objects.requireNonNull(tiles.get(tile(tracks.get(i)))),
                                            tracks.get(i)),
                                    i));
                    below = "b" + i;
                }
            }
            chains.add("[%s]format=yuv420p[film]".formatted(below));
        }
        mix(tracks, chains);
        return String.join(";", chains);
    }

    private static String names(
            FilmGrid grid, Map<String, Integer> tiles, List<ArchivedTrack> tracks, FilmLabels labels)
            throws IOException {
        StringBuilder filters = new StringBuilder();
        for (Map.Entry<String, Integer> tile : tiles.entrySet()) {
            ArchivedTrack shown = tracks.stream()
                    .filter(track -> track.isPicture() && tile(track).equals(tile.getKey()))
                    .findFirst()
                    .orElseThrow();
            String name = shown.source().equals("SCREEN") ? shown.name() + " (screen)" : shown.name();
            filters.append(',').append(labels.under(grid, tile.getValue(), name));
        }
        return filters.toString();
    }

    private static void mix(List<ArchivedTrack> tracks, List<String> chains) {
        StringBuilder sounds = new StringBuilder();
        int count = 0;
        for (int i = 0; i < tracks.size(); i++) {
            if (!tracks.get(i).isPicture()) {
                chains.add("[%d:a]aresample=48000:async=1:first_pts=0[a%d]".formatted(i, i));
                sounds.append("[a").append(i).append(']');
                count++;
            }
        }
        if (count > 0) {
            chains.add(sounds + "amix=inputs=" + count + ":normalize=0:dropout_transition=0,alimiter=level=0[sound]");
        }
    }

    private static String overlay(FilmGrid grid, int tile, ArchivedTrack track) {
        return "overlay=x='%d+(%d-w)/2':y='%d+(%d-h)/2':eval=frame:eof_action=pass:enable='%s'"
                .formatted(grid.x(tile), grid.tileWidth(), grid.y(tile), grid.tileHeight(), shown(track.spans()));
    }

    private static String shown(List<Span> spans) {
        return spans.stream()
                .map(span -> "between(t,%s,%s)"
                        .formatted(seconds(span.fromMillis()), seconds(span.toMillis() + STAY_MILLIS)))
                .collect(Collectors.joining("+"));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1_000, millis % 1_000);
    }

    /** A tile's place by what is shown there: one source of a participant, whatever it is encoded by. */
    private static Map<String, Integer> tiles(List<ArchivedTrack> tracks) {
        Map<String, Integer> tiles = new LinkedHashMap<>();
        tracks.stream().filter(ArchivedTrack::isPicture).forEach(track -> tiles.putIfAbsent(tile(track), tiles.size()));
        return tiles;
    }

    private static String tile(ArchivedTrack track) {
        return track.participant() + '/' + track.source();
    }
}
