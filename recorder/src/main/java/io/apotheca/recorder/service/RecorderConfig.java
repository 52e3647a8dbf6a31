// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import com.typesafe.config.Config;
import io.apotheca.recorder.archive.ArchiveLimits;
import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartFolder;
import io.apotheca.recorder.archive.RoomKept;
import io.apotheca.recorder.key.RecordsPublicKey;
import io.apotheca.recorder.store.S3Access;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The recorder section of the configuration. Every key and its default stands in config/apotheca.conf.
 *
 * @param keys whoever has one of their private halves can open what is recorded; none: nothing is
 * @param folder that parts are written in
 * @param bucket where they are brought once they have their end; without one they stay
 * @param mostSessions at a time
 * @param queueBytes of a session, the most that waits for the disk
 * @param keepFreeBytes of the disk, what is left for others: with less it counts as full
 * @param grace how long it goes on when whoever wanted it is gone
 * @param keyframeInterval key frames are asked for at least so often, so that players can seek
 */
public record RecorderConfig(
        List<RecordsPublicKey> keys,
        Path folder,
        Optional<Bucket> bucket,
        int mostSessions,
        int queueBytes,
        long keepFreeBytes,
        Duration grace,
        Duration keyframeInterval) {
    private static final int MOST_KEYS = 16;
    private static final int MOST_QUEUE_BYTES = 1 << 28;
    private static final long FIRST_TAP_PAUSE_NANOS = Duration.ofMillis(250).toNanos();
    private static final int MOST_DOUBLINGS = 4;

    /** A bucket, and what its objects' names begin with. */
    public record Bucket(S3Access access, String name, String prefix) {}

    public RecorderConfig {
        keys = List.copyOf(keys);
        if (keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("recorder.keys may have " + MOST_KEYS + " keys at most.");
        }
        if (mostSessions < 1 || queueBytes < 1 << 16 || queueBytes > MOST_QUEUE_BYTES) {
            throw new IllegalArgumentException(
                    "recorder.limits: sessions are 1 or more, queue is from 64 KiB to 256 MiB.");
        }
        if (keepFreeBytes < 0) {
            throw new IllegalArgumentException("recorder.limits.keep-free is not negative.");
        }
        if (grace.isNegative() || keyframeInterval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "recorder.limits.grace is not negative, and recorder.keyframe-interval is a second or more.");
        }
    }

    /** Reads the section. Throws IllegalArgumentException, or the configuration library's, with what is wrong. */
    public static RecorderConfig from(Config section) {
        return new RecorderConfig(
                keys(section.getStringList("keys")),
                path("recorder.folder", section.getString("folder")),
                bucket(section.getConfig("store")),
                section.getInt("limits.sessions"),
                Math.toIntExact(section.getBytes("limits.queue")),
                section.getBytes("limits.keep-free"),
                section.getDuration("limits.grace"),
                section.getDuration("keyframe-interval"));
    }

    private static List<RecordsPublicKey> keys(List<String> entries) {
        List<RecordsPublicKey> keys = new ArrayList<>();
        for (String entry : entries) {
            keys.add(RecordsPublicKey.parse(entry)
                    .or(() -> RecordsPublicKey.parse(firstLine(entry)))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "recorder.keys holds something that is neither a records key's public line nor a file with"
                                    + " one.")));
        }
        return keys;
    }

    private static String firstLine(String file) {
        try (var lines = Files.lines(path("recorder.keys", file))) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException | java.io.UncheckedIOException e) {
            return "";
        }
    }

    private static Path path(String key, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(key + " is no path.", e);
        }
    }

    private static Optional<Bucket> bucket(Config store) {
        String name = store.getString("bucket");
        if (name.isBlank()) {
            return Optional.empty();
        }
        S3Access access = new S3Access(
                endpoint(filled(store, "endpoint")),
                filled(store, "region"),
                filled(store, "access-key"),
                filled(store, "secret-key"));
        return Optional.of(new Bucket(access, name, store.getString("prefix")));
    }

    private static URI endpoint(String text) {
        try {
            URI endpoint = new URI(text);
            if (endpoint.getHost() != null) {
                return endpoint;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "recorder.store.endpoint must be an address such as \"https://s3.example.org\".");
    }

    private static String filled(Config store, String key) {
        String text = store.getString(key);
        if (text.isBlank()) {
            throw new IllegalArgumentException("recorder.store." + key + " must be a text that is not empty.");
        }
        return text;
    }

    /** Where parts are written while the disk has room for others. */
    PartFolder parts() {
        return new RoomKept(new LocalFolder(folder), RoomKept.Free.on(folder), keepFreeBytes);
    }

    ArchiveLimits archiveLimits() {
        ArchiveLimits usual = ArchiveLimits.DEFAULT;
        return new ArchiveLimits(
                usual.segmentLength(), queueBytes, usual.flush(), usual.force(), usual.retry(), usual.late());
    }

    /** How long to wait after so many failures to tap a room. */
    long tapPauseNanos(int failures) {
        return FIRST_TAP_PAUSE_NANOS << Math.min(failures - 1, MOST_DOUBLINGS);
    }
}
