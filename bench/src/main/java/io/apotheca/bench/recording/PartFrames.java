// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.recording;

import io.apotheca.bench.client.PacketStamp;
import io.apotheca.recorder.archive.PartException;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.PartReader;
import io.apotheca.recorder.export.PartMedia;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.matroska.MatroskaReader;
import io.apotheca.recorder.matroska.TrackEntry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The frames of one part, by when they were sent, which simulated participants write into each packet: times of this
 * process' {@link System#nanoTime}.
 *
 * @param firstNanos of all frames, {@code Long.MAX_VALUE} where there is none
 * @param lastNanos of all frames, {@code Long.MIN_VALUE} where there is none
 * @param sound frames of sound
 * @param missingSound frames of sound that were sent between the first and the last and are not there
 */
record PartFrames(PartName name, long firstNanos, long lastNanos, long sound, long missingSound) {
    private static final double SOUND_NANOS = 20e6;

    static PartFrames read(PartName name, Path file, RecordsPrivateKey key) throws IOException, PartException {
        try (SeekableByteChannel channel = Files.newByteChannel(file);
                InputStream media =
                        new BufferedInputStream(new PartMedia(channel, PartReader.open(channel, key), note -> {}))) {
            Counting counting = new Counting();
            new MatroskaReader(media).read(counting);
            return counting.of(name);
        }
    }

    /** One track of one document. */
    private static final class Track {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long frames;

        long missing() {
            return frames == 0 ? 0 : Math.max(0, Math.round((last - first) / SOUND_NANOS) + 1 - frames);
        }
    }

    private static final class Counting implements MatroskaReader.Visitor {
        private final Map<Long, Track> sounds = new HashMap<>();
        private final Map<Integer, Long> here = new HashMap<>();
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        @Override
        public void document(long position, Collection<TrackEntry> tracks) {
            here.clear();
            for (TrackEntry track : tracks) {
                if (track.media() instanceof TrackEntry.Sound) {
                    here.put(track.number(), track.uid());
                }
            }
        }

        @Override
        public void block(int number, long timeMillis, boolean key, byte[] frame) {
            long nanos = PacketStamp.read(frame, 0, frame.length);
            if (nanos == Long.MIN_VALUE) {
                return;
            }
            first = Math.min(first, nanos);
            last = Math.max(last, nanos);
            Long uid = here.get(number);
            if (uid != null) {
                Track track = sounds.computeIfAbsent(uid, each -> new Track());
                track.first = Math.min(track.first, nanos);
                track.last = Math.max(track.last, nanos);
                track.frames++;
            }
        }

        PartFrames of(PartName name) {
            long frames =
                    sounds.values().stream().mapToLong(each -> each.frames).sum();
            long missing = sounds.values().stream().mapToLong(Track::missing).sum();
            return new PartFrames(name, first, last, frames, missing);
        }
    }
}
