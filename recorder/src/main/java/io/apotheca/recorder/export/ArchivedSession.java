// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import io.apotheca.recorder.archive.PartException;
import io.apotheca.recorder.archive.PartProblem;
import io.apotheca.recorder.matroska.SingleDocument;
import io.apotheca.recorder.matroska.StreamTracks;
import io.apotheca.recorder.matroska.TrackEntry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What an archive holds, all its parts on one timeline. Where a part is damaged, what comes before the damage counts.
 *
 * @param tracks those with frames, in the order in which they began
 * @param problems what is wrong with parts, in their order
 * @param epochMillis the time of day of timestamp 0, where the notes tell it
 */
public record ArchivedSession(
        ArchiveMedia media, List<ArchivedTrack> tracks, List<PartProblem> problems, OptionalLong epochMillis) {
    public ArchivedSession {
        tracks = List.copyOf(tracks);
        problems = List.copyOf(problems);
    }

    /** Looks through all parts. Fails where the key does not open one. */
    public static ArchivedSession look(ArchiveMedia media) throws IOException, PartException {
        StreamTracks streams = new StreamTracks();
        SessionNotes notes = new SessionNotes();
        List<PartProblem> problems = new ArrayList<>();
        for (ArchiveMedia.Sealed part : media.parts()) {
            try (PartMedia stream = media.open(part, notes::note)) {
                notes.partEnds(streams.look(new BufferedInputStream(stream)).uids());
                stream.problem().ifPresent(problems::add);
            }
        }
        List<ArchivedTrack> tracks = streams.tracks().stream()
                .filter(entry -> !streams.spans(entry.uid()).isEmpty())
                .map(entry -> track(entry, streams, notes))
                .toList();
        return new ArchivedSession(media, tracks, problems, notes.epochMillis());
    }

    /** Without a note the track's own title has to do: "Ann (camera)". */
    private static ArchivedTrack track(TrackEntry entry, StreamTracks streams, SessionNotes notes) {
        int bracket = entry.name().lastIndexOf(" (");
        String titled = bracket < 0 ? entry.name() : entry.name().substring(0, bracket);
        SessionNotes.Owner owner = notes.owner(entry.uid()).orElseGet(() -> new SessionNotes.Owner(titled, ""));
        return new ArchivedTrack(
                entry,
                owner.participant(),
                notes.name(owner.participant()).orElse(titled),
                owner.source(),
                streams.spans(entry.uid()));
    }

    /** How long it is, from timestamp 0 to the last frame. */
    public long lengthMillis() {
        return tracks.stream().mapToLong(ArchivedTrack::endMillis).max().orElse(0);
    }

    /** Whoever read what is written reads no more. */
    static final class ReaderGoneException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        ReaderGoneException(UncheckedIOException cause) {
            super(cause);
        }
    }

    /**
     * Writes a live Matroska stream of some of the tracks; every call reads all parts again, on its own.
     *
     * @param filled whether sounds are silent where nothing was recorded, rather than not there
     * @throws ReaderGoneException where it is not the archive that fails
     */
    void write(List<ArchivedTrack> chosen, boolean filled, OutputStream out) throws IOException {
        List<TrackEntry> entries = chosen.stream().map(ArchivedTrack::entry).toList();
        try {
            SingleDocument document =
                    new SingleDocument(entries, epochMillis.orElse(0) * 1_000_000, (bytes, offset, length) -> {
                        try {
                            out.write(bytes, offset, length);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            if (filled) {
                document.fillSounds();
            }
            for (ArchiveMedia.Sealed part : media.parts()) {
                try (PartMedia stream = media.open(part, note -> {})) {
                    document.add(new BufferedInputStream(stream));
                }
            }
            document.end();
        } catch (UncheckedIOException e) {
            throw new ReaderGoneException(e);
        } catch (PartException e) {
            throw new IOException("a part does not open any more", e);
        }
    }
}
