// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.matroska;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Makes one document of all documents of one stream or several, for players that read only the first: all tracks told ahead,
 * as {@link StreamTracks} found them, frames of all tracks in the order of their times. Every stream is added, then comes
 * {@link #end}. Holds a few seconds of it. Not thread-safe.
 */
public final class SingleDocument {
    /** Frames of one track may stand so much behind later ones of another: what was waited for, and some more. */
    private static final long WINDOW_MILLIS = 5_000;

    private static final long MOST_WAITING_BYTES = 64L << 20;

    /** Longer gaps of a sound are filled; shorter ones are a sender's own pauses and losses, which decoders know. */
    private static final long GAP_MILLIS = 1_000;

    private static final long SILENCE_MILLIS = 20;

    /** 20 ms of Opus in which nothing is heard (RFC 6716: full band, mono, one frame). */
    private static final byte[] SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(long order, int track, long timeMillis, boolean key, byte[] frame) {}

    private final Map<Long, TrackEntry> tracks = new HashMap<>();
    private final Map<Integer, Long> written = new HashMap<>();
    private final PriorityQueue<Block> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Block::timeMillis).thenComparingLong(Block::order));
    private final MatroskaWriter writer;
    private final Set<Integer> filled = new HashSet<>();
    private long waitingBytes;
    private long latestMillis;
    private long blocks;

    /**
     * Begins the document.
     *
     * @param entries the tracks that are to be in it; frames of others are left out
     * @param epochNanos the time of day of timestamp 0, since 1970-01-01T00:00Z
     */
    public SingleDocument(Collection<TrackEntry> entries, long epochNanos, ElementSink sink) {
        writer = new MatroskaWriter(sink);
        entries.forEach(entry -> tracks.put(entry.uid(), entry));
        writer.begin(epochNanos, entries);
    }

    /** Gives sounds silence from timestamp 0 on wherever nothing was sent, for programs that mix them. */
    public void fillSounds() {
        tracks.values().stream()
                .filter(entry -> entry.media() instanceof TrackEntry.Sound)
                .forEach(entry -> filled.add(entry.number()));
    }

    /** Adds the next stream's frames. */
    public MatroskaReader.End add(InputStream stream) throws IOException {
        Map<Integer, Integer> numbers = new HashMap<>();
        return new MatroskaReader(stream).read(new MatroskaReader.Visitor() {
            @Override
            public void document(long position, Collection<TrackEntry> entries) {
                for (TrackEntry entry : entries) {
                    TrackEntry known = tracks.get(entry.uid());
                    if (known != null) {
                        numbers.put(entry.number(), known.number());
                    }
                }
            }

            @Override
            public void block(int track, long timeMillis, boolean key, byte[] frame) {
                Integer number = numbers.get(track);
                if (number != null) {
                    waiting.add(new Block(blocks++, number, timeMillis, key, frame));
                    waitingBytes += frame.length;
                    latestMillis = Math.max(latestMillis, timeMillis);
                    pass();
                }
            }
        });
    }

    /** Writes what still waits. */
    public void end() {
        while (!waiting.isEmpty()) {
            passOne();
        }
    }

    private void pass() {
        while (!waiting.isEmpty()
                && (waiting.element().timeMillis() < latestMillis - WINDOW_MILLIS
                        || waitingBytes > MOST_WAITING_BYTES)) {
            passOne();
        }
    }

    /** A track's times go up, also where one stream's overlap with those of the one before. */
    private void passOne() {
        Block block = waiting.remove();
        waitingBytes -= block.frame().length;
        Long before = written.get(block.track());
        long timeMillis = before == null ? block.timeMillis() : Math.max(block.timeMillis(), before + 1);
        if (filled.contains(block.track())) {
            fill(block.track(), before == null ? 0 : before, timeMillis);
        }
        written.put(block.track(), timeMillis);
        writer.block(block.track(), timeMillis, block.key(), block.frame());
    }

    private void fill(int track, long fromMillis, long toMillis) {
        if (toMillis - fromMillis > GAP_MILLIS) {
            for (long at = fromMillis + SILENCE_MILLIS; at <= toMillis - SILENCE_MILLIS; at += SILENCE_MILLIS) {
                writer.block(track, at, true, SILENCE);
            }
        }
    }
}
