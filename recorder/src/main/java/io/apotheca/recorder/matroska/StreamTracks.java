// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.matroska;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tracks of all documents of one stream or several. A track is known by its uid, because each stream numbers its tracks
 * for itself; here they are numbered in the order in which they were found. Not thread-safe.
 */
public final class StreamTracks {
    private final Map<Long, TrackEntry> tracks = new LinkedHashMap<>();
    private final Map<Long, TrackSpans> spans = new HashMap<>();

    /**
     * What a stream was found to be.
     *
     * @param uids of its tracks, by the numbers that it has for them
     */
    public record Look(MatroskaReader.End end, Map<Integer, Long> uids) {
        public Look {
            uids = Map.copyOf(uids);
        }
    }

    /** Looks through a whole stream. Tracks beyond as many as can be numbered are left out. */
    public Look look(InputStream stream) throws IOException {
        Map<Integer, Long> uids = new HashMap<>();
        MatroskaReader.End end = new MatroskaReader(stream).read(new MatroskaReader.Visitor() {
            @Override
            public void document(long position, Collection<TrackEntry> entries) {
                for (TrackEntry entry : entries) {
                    uids.put(entry.number(), entry.uid());
                    if (tracks.size() < TrackEntry.MOST_TRACKS) {
                        tracks.putIfAbsent(entry.uid(), entry.numbered(tracks.size() + 1));
                    }
                }
            }

            @Override
            public void block(int track, long timeMillis, boolean key, byte[] frame) {
                Long uid = uids.get(track);
                if (uid != null) {
                    spans.computeIfAbsent(uid, each -> new TrackSpans()).add(timeMillis);
                }
            }
        });
        return new Look(end, uids);
    }

    /** All that were found. */
    public Collection<TrackEntry> tracks() {
        return tracks.values();
    }

    /** When a track has frames. */
    public List<TrackSpans.Span> spans(long uid) {
        TrackSpans found = spans.get(uid);
        return found == null ? List.of() : found.spans();
    }
}
