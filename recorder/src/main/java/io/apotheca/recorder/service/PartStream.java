// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apotheca.recorder.archive.SessionArchive;
import io.apotheca.recorder.matroska.ElementSink;
import io.apotheca.recorder.session.NoteText;
import io.apotheca.recorder.session.SessionListener;
import io.apotheca.recorder.session.SessionNote;
import io.apotheca.recorder.session.SessionRecorder;
import io.apotheca.recorder.session.SessionStart;
import java.util.function.LongSupplier;

/** The Matroska stream of one part, and the notes beside it, on their way into the archive. Owned by its session's thread. */
final class PartStream implements ElementSink, SessionListener {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Passes a wish for a key frame on. */
    interface Keyframes {
        void request(int track, int stream);
    }

    private final SessionArchive archive;
    private final int part;
    private final SessionStart start;
    private final Keyframes keyframes;
    private final LongSupplier clock;
    private final SessionRecorder recorder;
    private boolean stopped;

    PartStream(SessionArchive archive, int part, SessionStart start, Keyframes keyframes, LongSupplier clock) {
        this.archive = archive;
        this.part = part;
        this.start = start;
        this.keyframes = keyframes;
        this.clock = clock;
        recorder = new SessionRecorder(start, this, this);
    }

    int part() {
        return part;
    }

    SessionRecorder recorder() {
        return recorder;
    }

    void fact(ObjectNode fact) {
        note(NoteText.of(fact, Math.max(0, clock.getAsLong() - start.originNanos()) / NANOS_PER_MILLI));
    }

    @Override
    public void elements(byte[] bytes, int offset, int length) {
        // Once something is missing the rest cannot be read: another part begins.
        stopped = stopped || !archive.media(part, bytes, offset, length, clock.getAsLong());
    }

    @Override
    public void note(SessionNote note) {
        note(NoteText.of(note));
    }

    private void note(byte[] text) {
        stopped = stopped || !archive.note(part, text, clock.getAsLong());
    }

    @Override
    public void keyframeWanted(int track, int stream) {
        keyframes.request(track, stream);
    }
}
