// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.testing;

import io.apotheca.media.forward.Encoding;
import io.apotheca.media.forward.Source;
import io.apotheca.recorder.matroska.MatroskaReader;
import io.apotheca.recorder.matroska.TrackEntry;
import io.apotheca.recorder.session.SessionListener;
import io.apotheca.recorder.session.SessionNote;
import io.apotheca.recorder.session.SessionRecorder;
import io.apotheca.recorder.session.SessionStart;
import io.apotheca.recorder.tap.TapEvent;
import io.apotheca.recorder.tap.TapEvent.MediaPacket;
import io.apotheca.recorder.tap.TapEvent.ParticipantJoined;
import io.apotheca.recorder.tap.TapEvent.TrackStarted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A recording into memory, and what was told beside it. Events may be put in any order; they go by their time. */
public final class TestSession {
    public static final long MILLI = 1_000_000;
    private static final long EPOCH_NANOS = 1_800_000_000_000_000_000L;

    /** A request for a key frame. */
    public record Wish(int track, int stream) {}

    /** One frame as the Matroska stream has it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Block(int track, long timeMillis, boolean key, byte[] frame) {}

    /** One document of the stream. */
    public record Document(long position, List<TrackEntry> tracks, List<Block> blocks) {}

    public final List<SessionNote> notes = new ArrayList<>();
    public final List<Wish> wishes = new ArrayList<>();
    public final SessionRecorder recorder;
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private final List<Integer> ends = new ArrayList<>();
    private long nowNanos;

    public TestSession(long originNanos) {
        SessionStart start = new SessionStart(originNanos, EPOCH_NANOS, 20_000 * MILLI);
        nowNanos = originNanos;
        recorder = new SessionRecorder(
                start,
                (bytes, offset, length) -> {
                    stream.write(bytes, offset, length);
                    ends.add(stream.size());
                },
                new SessionListener() {
                    @Override
                    public void note(SessionNote note) {
                        notes.add(note);
                    }

                    @Override
                    public void keyframeWanted(int track, int index) {
                        wishes.add(new Wish(track, index));
                    }
                });
    }

    public void on(TapEvent event) {
        while (nowNanos + 100 * MILLI < event.nanos()) {
            nowNanos += 100 * MILLI;
            recorder.advance(nowNanos);
        }
        nowNanos = Math.max(nowNanos, event.nanos());
        recorder.on(event);
    }

    public void join(long nanos, String participant) {
        on(new ParticipantJoined(nanos, participant, participant));
    }

    public void start(long nanos, int track, String participant, Source source, Encoding encoding) {
        on(new TrackStarted(nanos, track, participant, source, encoding, false));
    }

    public void packet(long nanos, int track, byte[] packet) {
        on(new MediaPacket(nanos, track, 0, packet));
    }

    public byte[] end() {
        recorder.end(nowNanos);
        return stream.toByteArray();
    }

    /** Where the sink's calls ended. */
    public List<Integer> ends() {
        return ends;
    }

    public <T extends SessionNote> List<T> notes(Class<T> type) {
        return notes.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Reads the stream as far as it goes. */
    public List<Document> documents() {
        return documents(stream.toByteArray());
    }

    /** How much of a stream is whole. */
    public static long wholeLength(byte[] stream) {
        return read(stream, new ArrayList<>());
    }

    public static List<Document> documents(byte[] stream) {
        List<Document> documents = new ArrayList<>();
        read(stream, documents);
        return documents;
    }

    private static long read(byte[] stream, List<Document> documents) {
        MatroskaReader reader = new MatroskaReader(new ByteArrayInputStream(stream));
        try {
            reader.read(new MatroskaReader.Visitor() {
                @Override
                public void document(long position, Collection<TrackEntry> tracks) {
                    documents.add(new Document(position, List.copyOf(tracks), new ArrayList<>()));
                }

                @Override
                public void block(int track, long timeMillis, boolean key, byte[] frame) {
                    documents.getLast().blocks().add(new Block(track, timeMillis, key, frame));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader.position();
    }

    /** All frames of a track, over all documents. */
    public List<Block> blocks(int track) {
        return documents().stream()
                .flatMap(document -> document.blocks().stream())
                .filter(block -> block.track() == track)
                .toList();
    }
}
