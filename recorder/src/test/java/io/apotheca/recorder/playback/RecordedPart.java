// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.playback;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Source;
import io.apotheca.recorder.archive.ArchiveLimits;
import io.apotheca.recorder.archive.ArchiveListener;
import io.apotheca.recorder.archive.LocalFolder;
import io.apotheca.recorder.archive.PartEnd;
import io.apotheca.recorder.archive.PartName;
import io.apotheca.recorder.archive.SessionArchive;
import io.apotheca.recorder.archive.Sha256;
import io.apotheca.recorder.codec.OpusHead;
import io.apotheca.recorder.codec.VideoConfiguration;
import io.apotheca.recorder.key.KeyId;
import io.apotheca.recorder.key.RecordsPublicKey;
import io.apotheca.recorder.matroska.MatroskaWriter;
import io.apotheca.recorder.matroska.TrackEntry;
import io.apotheca.recorder.playback.EncodedMedia.Frame;
import io.apotheca.recorder.seal.Sealing;
import io.apotheca.recorder.session.SessionNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One part of a recording, written in virtual time as a recorder writes it. Put everything in, then write. */
final class RecordedPart implements ArchiveListener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MILLI = 1_000_000;
    private static final long STEP_MILLIS = 100;

    /** Somebody's track, and when its first frame is. */
    record Track(int number, String participant, Source source, Codec codec, boolean encrypted) {}

    private record Event(long millis, int order, Runnable run) {}

    private final SessionArchive archive;
    private final int part;
    private final long epochMillis;
    private final MatroskaWriter writer;
    private final Map<Integer, TrackEntry> known = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private int documentTracks;
    private long nowNanos;

    RecordedPart(LocalFolder folder, PartName name, List<RecordsPublicKey> keys, int segmentLength, long epochMillis) {
        ArchiveLimits usual = ArchiveLimits.DEFAULT;
        ArchiveLimits limits = new ArchiveLimits(
                segmentLength, usual.queueBytes(), usual.flush(), usual.force(), usual.retry(), usual.late());
        archive = new SessionArchive(name.archive(), name.part() - 1, folder, keys, Sealing.best(), limits, this);
        part = name.part();
        this.epochMillis = epochMillis;
        writer = new MatroskaWriter((bytes, offset, length) -> archive.media(part, bytes, offset, length, nowNanos));
    }

    @Override
    public void onPartBegun(PartName name, List<KeyId> recipients, Sha256 headerDigest) {}

    @Override
    public void onPartEnded(PartEnd end) {}

    RecordedPart note(SessionNote note) {
        String record = note.getClass().getSimpleName();
        ObjectNode text = JSON.createObjectNode();
        text.put("note", record.substring(0, 1).toLowerCase(Locale.ROOT) + record.substring(1));
        text.setAll(JSON.<ObjectNode>valueToTree(note));
        return text(note.timeMillis(), text);
    }

    RecordedPart fact(long millis, String note, Map<String, ?> members) {
        ObjectNode text = JSON.createObjectNode().put("note", note).put("timeMillis", millis);
        text.setAll(JSON.<ObjectNode>valueToTree(members));
        return text(millis, text);
    }

    private RecordedPart text(long millis, ObjectNode text) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return at(millis, 0, () -> archive.note(part, bytes, nowNanos));
    }

    private RecordedPart at(long millis, int order, Runnable run) {
        events.add(new Event(millis, order, run));
        return this;
    }

    RecordedPart track(Track track, long millis, List<Frame> frames) {
        at(
                millis,
                0,
                () -> known.put(track.number(), entry(track, frames.getFirst().bytes())));
        note(new SessionNote.TrackAdded(
                millis, track.number(), track.participant(), track.source(), track.codec(), track.encrypted()));
        long silence = track.codec().video() ? 0 : 7;
        frames.forEach(frame -> at(millis + silence + frame.millis(), 1, () -> block(track, frame, millis + silence)));
        return this;
    }

    private static TrackEntry entry(Track track, byte[] first) {
        String name = track.participant() + " (" + track.source().name().toLowerCase(Locale.ROOT) + ")";
        VideoConfiguration read = track.encrypted() ? null : VideoConfiguration.of(track.codec(), first);
        VideoConfiguration picture = read == null ? VideoConfiguration.UNKNOWN : read;
        TrackEntry.Media media = track.codec().video()
                ? new TrackEntry.Picture(picture.width(), picture.height())
                : new TrackEntry.Sound(
                        OpusHead.SAMPLE_RATE,
                        OpusHead.CHANNELS,
                        OpusHead.CODEC_DELAY_NANOS,
                        OpusHead.SEEK_PRE_ROLL_NANOS);
        String codec = switch (track.codec()) {
            case OPUS -> "A_OPUS";
            case VP8 -> "V_VP8";
            case VP9 -> "V_VP9";
            case H264 -> "V_MPEG4/ISO/AVC";
            case AV1 -> "V_AV1";
        };
        byte[] description = track.codec().video() ? picture.codecPrivate() : OpusHead.bytes();
        return new TrackEntry(track.number(), track.number(), name, codec, description, track.encrypted(), media);
    }

    /** A new document wherever a track is new. */
    private void block(Track track, Frame frame, long beganMillis) {
        long millis = beganMillis + frame.millis();
        if (documentTracks < known.size()) {
            documentTracks = known.size();
            tell(new SessionNote.DocumentBegan(millis, writer.position(), List.copyOf(known.keySet())));
            writer.begin(epochMillis * MILLI, known.values());
        }
        boolean key = frame.key() && track.codec().video();
        if (key) {
            writer.cut();
        }
        long position = writer.position();
        if (writer.block(track.number(), millis, frame.key(), frame.bytes())) {
            tell(new SessionNote.ClusterBegan(millis, position, key));
        }
    }

    private void tell(SessionNote note) {
        int before = events.size();
        note(note);
        events.remove(before).run().run();
    }

    /** Writes everything up to a time; a part that has no end then is what a crash leaves. */
    void write(long untilMillis, boolean ends) {
        List<Event> inOrder = new ArrayList<>(events);
        inOrder.sort(Comparator.comparingLong(Event::millis).thenComparingInt(Event::order));
        nowNanos = Math.max(1, inOrder.getFirst().millis() * MILLI);
        archive.turn(nowNanos);
        for (Event event : inOrder) {
            if (event.millis() >= untilMillis) {
                break;
            }
            while (nowNanos + STEP_MILLIS * MILLI <= event.millis() * MILLI) {
                nowNanos += STEP_MILLIS * MILLI;
                archive.turn(nowNanos);
            }
            event.run().run();
        }
        if (ends) {
            archive.end();
        }
        archive.turn(nowNanos + 1_000 * MILLI);
        if (!ends) {
            archive.abandon();
        }
    }
}
