// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.apotheca.media.forward.Source;
import io.apotheca.recorder.archive.ArchiveLimits;
import io.apotheca.recorder.archive.ArchiveListener;
import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartEnd;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.SessionArchive;
import io.apotheca.recorder.archive.Sha256;
import io.apotheca.recorder.key.KeyId;
import io.apotheca.recorder.key.RecordsPublicKey;
import io.apotheca.recorder.seal.Sealing;
import io.apotheca.recorder.session.SessionNote;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Archives of real recordings: Ann's sound and picture (VP8) in the first part; in the second, which begins ten seconds later, as
 * after a crash, Ben's picture before Ann's, so that tracks have other numbers there.
 */
public final class SealedSession {
    /** When timestamp 0 was. */
    public static final long EPOCH_MILLIS = 1_800_000_000_000L;

    private static final long ORIGIN = 5_000_000_000L;
    private static final long STEP = Duration.ofSeconds(1).toNanos();

    private final LocalFolder folder;
    private final UUID archive;
    private final List<RecordsPublicKey> keys;

    /** What was told of the parts that have their end. */
    public final List<PartEnd> ended = new ArrayList<>();

    public SealedSession(Path folder, UUID archive, RecordsPublicKey key) {
        this.folder = new LocalFolder(folder);
        this.archive = archive;
        keys = List.of(key);
    }

    /** Both parts, from beginning to end. Pictures are {@code picture}'s in the first part, H.264 for Ben. */
    public static SealedSession twoParts(Path folder, UUID archive, RecordsPublicKey key, Recorded picture) {
        SealedSession sealed = new SealedSession(folder, archive, key);
        sealed.part(1, false, List.of(Arrival.all(1, Recorded.OPUS, ORIGIN, 0), Arrival.all(2, picture, ORIGIN, 0)));
        sealed.part(
                2,
                true,
                List.of(
                        Arrival.all(3, Recorded.H264, ORIGIN, 10_000),
                        Arrival.all(1, Recorded.OPUS, ORIGIN, 10_500),
                        Arrival.all(2, picture, ORIGIN, 10_500)));
        return sealed;
    }

    /** One part that a crash leaves without an end. */
    public void unfinished(int part) {
        SessionArchive written = archive(part);
        write(written, part, List.of(Arrival.all(1, Recorded.OPUS, ORIGIN, 0)));
        written.turn(3 * STEP);
        written.abandon();
    }

    private void part(int part, boolean last, List<List<Arrival>> streams) {
        SessionArchive written = archive(part);
        write(written, part, streams);
        if (last) {
            written.end();
            written.turn(4 * STEP);
        } else {
            // As when the disk takes nothing for too long: the part ends, and the archive does not.
            byte[] tooMuch = new byte[ArchiveLimits.DEFAULT.queueBytes()];
            written.media(part, tooMuch, 0, tooMuch.length, 3 * STEP);
            written.turn(4 * STEP);
            written.abandon();
        }
    }

    private SessionArchive archive(int part) {
        SessionArchive written = new SessionArchive(
                archive, part - 1, folder, keys, Sealing.best(), ArchiveLimits.DEFAULT, new ArchiveListener() {
                    @Override
                    public void onPartBegun(PartName name, List<KeyId> recipients, Sha256 headerDigest) {}

                    @Override
                    public void onPartEnded(PartEnd end) {
                        ended.add(end);
                    }
                });
        written.turn(STEP);
        return written;
    }

    private void write(SessionArchive written, int part, List<List<Arrival>> streams) {
        TestSession session = new TestSession(ORIGIN);
        Set<Integer> begun = new HashSet<>();
        streams.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(Arrival::nanos))
                .forEach(arrival -> {
                    if (begun.add(arrival.track())) {
                        String who = arrival.track() == 3 ? "ben" : "ann";
                        Source source = arrival.track() == 1 ? Source.MICROPHONE : Source.CAMERA;
                        session.join(arrival.nanos(), who);
                        session.start(
                                arrival.nanos(),
                                arrival.track(),
                                who,
                                source,
                                arrival.recorded().encoding());
                    }
                    session.packet(arrival.nanos(), arrival.track(), arrival.packet());
                });
        byte[] media = session.end();
        note(written, part, "{\"note\":\"session\",\"epochMillis\":" + EPOCH_MILLIS + "}");
        session.notes(SessionNote.Joined.class)
                .forEach(joined -> note(
                        written,
                        part,
                        "{\"note\":\"joined\",\"participant\":\"" + joined.participant() + "\",\"name\":\""
                                + (joined.participant().equals("ann") ? "Ann Example" : "Ben / Example") + "\"}"));
        session.notes(SessionNote.TrackAdded.class)
                .forEach(added -> note(
                        written,
                        part,
                        "{\"note\":\"trackAdded\",\"number\":" + added.number() + ",\"participant\":\""
                                + added.participant() + "\",\"source\":\"" + added.source() + "\"}"));
        for (int at = 0; at < media.length; at += 1 << 14) {
            written.media(part, media, at, Math.min(1 << 14, media.length - at), 2 * STEP);
            written.turn(2 * STEP);
        }
    }

    private static void note(SessionArchive written, int part, String json) {
        written.note(part, json.getBytes(UTF_8), 2 * STEP);
    }
}
