// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import io.apotheca.recorder.matroska.MatroskaWriter;
import io.apotheca.recorder.matroska.TrackEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The Matroska document being written, and the frames that wait for the next one: a document's tracks are told ahead, so
 * tracks that become known together shortly after each other wait for each other. Owned by its {@link SessionRecorder}.
 */
final class OutputDocument {
    /** A new track's frames wait no longer for other new ones. */
    static final long PATIENCE_NANOS = 400_000_000;

    /** And no more of them. */
    static final int MOST_WAITING_BYTES = 8 << 20;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Waiting(OutputTrack track, long timeMillis, boolean key, byte[] bytes) {}

    private final MatroskaWriter writer;
    private final SessionListener listener;
    private final long epochNanos;
    private final List<Waiting> waiting = new ArrayList<>();
    private int waitingBytes;
    private long deadlineNanos = Long.MAX_VALUE;

    OutputDocument(MatroskaWriter writer, SessionListener listener, long epochNanos) {
        this.writer = writer;
        this.listener = listener;
        this.epochNanos = epochNanos;
    }

    /** A frame of a track whose entry is known. */
    void frame(OutputTrack track, long timeMillis, boolean key, byte[] bytes, long nowNanos) {
        if (track.inDocument) {
            write(track, timeMillis, key, bytes);
            return;
        }
        deadlineNanos = Math.min(deadlineNanos, nowNanos + PATIENCE_NANOS);
        waiting.add(new Waiting(track, timeMillis, key, bytes));
        waitingBytes += bytes.length;
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    boolean mustBegin(long nowNanos) {
        return nowNanos >= deadlineNanos || waitingBytes >= MOST_WAITING_BYTES;
    }

    /** Begins a document with those of the tracks that are to be in it, or have frames that wait, and writes these. */
    void begin(Collection<OutputTrack> all) {
        List<Waiting> frames = new ArrayList<>(waiting);
        frames.sort(Comparator.comparingLong(Waiting::timeMillis));
        waiting.clear();
        waitingBytes = 0;
        deadlineNanos = Long.MAX_VALUE;
        long timeMillis = frames.isEmpty() ? 0 : frames.getFirst().timeMillis();
        frames.forEach(frame -> frame.track().inDocument = true);
        List<OutputTrack> tracks =
                all.stream().filter(track -> track.inDocument).toList();
        List<TrackEntry> entries = tracks.stream()
                .map(track -> Objects.requireNonNull(track.entry(), "known tracks only"))
                .toList();
        listener.note(new SessionNote.DocumentBegan(
                timeMillis,
                writer.position(),
                tracks.stream().map(track -> track.number).toList()));
        writer.begin(epochNanos, entries);
        for (Waiting frame : frames) {
            write(frame.track(), frame.timeMillis(), frame.key(), frame.bytes());
        }
    }

    void cut() {
        writer.cut();
    }

    private void write(OutputTrack track, long timeMillis, boolean key, byte[] bytes) {
        boolean keyPicture = key && track.key.codec().video();
        if (keyPicture) {
            writer.cut(); // players seek to Clusters
        }
        long position = writer.position();
        if (writer.block(track.number, timeMillis, key, bytes)) {
            listener.note(new SessionNote.ClusterBegan(timeMillis, position, keyPicture));
        }
    }
}
