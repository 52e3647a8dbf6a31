// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.matroska;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Makes one document of a stream of several, for players that read only the first: all tracks told ahead, frames of all
 * tracks in the order of their times. Takes two rounds over the stream, {@link #look} and {@link #write}; holds a few
 * seconds of it. Not thread-safe.
 */
public final class SingleDocument {
    /** Frames of one track may stand so much behind later ones of another: what was waited for, and some more. */
    private static final long WINDOW_MILLIS = 5_000;

    private static final long MOST_WAITING_BYTES = 64L << 20;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(long order, int track, long timeMillis, boolean key, byte[] frame) {}

    private final Map<Integer, TrackEntry> tracks = new LinkedHashMap<>();
    private final PriorityQueue<Block> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Block::timeMillis).thenComparingLong(Block::order));
    private long waitingBytes;
    private long latestMillis;
    private long blocks;

    /** First round: which tracks there are in all the documents. */
    public MatroskaReader.End look(InputStream stream) throws IOException {
        return new MatroskaReader(stream).read(new MatroskaReader.Visitor() {
            @Override
            public void document(long position, Collection<TrackEntry> entries) {
                entries.forEach(entry -> tracks.putIfAbsent(entry.number(), entry));
            }

            @Override
            public void block(int track, long timeMillis, boolean key, byte[] frame) {}
        });
    }

    /** What {@link #look} found. */
    public Collection<TrackEntry> tracks() {
        return tracks.values();
    }

    /** Second round: writes one document of those tracks that are chosen. */
    public MatroskaReader.End write(InputStream stream, long epochNanos, Predicate<TrackEntry> chosen, ElementSink sink)
            throws IOException {
        MatroskaWriter writer = new MatroskaWriter(sink);
        tracks.values().removeIf(chosen.negate());
        writer.begin(epochNanos, tracks.values());
        MatroskaReader.End end = new MatroskaReader(stream).read(new MatroskaReader.Visitor() {
            @Override
            public void document(long position, Collection<TrackEntry> entries) {}

            @Override
            public void block(int track, long timeMillis, boolean key, byte[] frame) {
                if (tracks.containsKey(track)) {
                    waiting.add(new Block(blocks++, track, timeMillis, key, frame));
                    waitingBytes += frame.length;
                    latestMillis = Math.max(latestMillis, timeMillis);
                    pass(writer);
                }
            }
        });
        while (!waiting.isEmpty()) {
            passOne(writer);
        }
        return end;
    }

    private void pass(MatroskaWriter writer) {
        while (!waiting.isEmpty()
                && (waiting.element().timeMillis() < latestMillis - WINDOW_MILLIS
                        || waitingBytes > MOST_WAITING_BYTES)) {
            passOne(writer);
        }
    }

    private void passOne(MatroskaWriter writer) {
        Block block = waiting.remove();
        waitingBytes -= block.frame().length;
        writer.block(block.track(), block.timeMillis(), block.key(), block.frame());
    }
}
