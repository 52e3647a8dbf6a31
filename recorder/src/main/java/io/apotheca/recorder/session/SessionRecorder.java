// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import io.apotheca.media.forward.Source;
import io.apotheca.recorder.matroska.ElementSink;
import io.apotheca.recorder.matroska.MatroskaWriter;
import io.apotheca.recorder.matroska.TrackEntry;
import io.apotheca.recorder.tap.TapEvent;
import io.apotheca.recorder.tap.TapEvent.MediaPacket;
import io.apotheca.recorder.tap.TapEvent.TrackStarted;
import io.apotheca.recorder.timeline.SenderClock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records one session: takes what the tap tells, in order, and writes one Matroska stream with notes beside it. What is
 * wrong with an event is counted, never thrown; memory is bounded by the number of tracks. Has no clock and no thread:
 * {@link #advance} is to be called every 100 ms or so, also when nothing happens. Not thread-safe.
 */
public final class SessionRecorder {
    /** More participants at a time are not recorded; a room takes far fewer. */
    static final int MOST_PARTICIPANTS = 64;

    /** More tracks of the tap at a time are not recorded. */
    static final int MOST_TRACKS = 64;

    private static final int LONGEST_NAME = 200;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private record Participant(String name, SenderClock clock) {}

    private final class Frames implements RecordedTrack.Sink {
        @Override
        public boolean frame(RecordedTrack track, long capturedNanos, boolean key, byte[] bytes, long nowNanos) {
            return write(track, millis(capturedNanos), key, bytes, nowNanos);
        }

        @Override
        public void switched(RecordedTrack track, int stream, long capturedNanos) {
            listener.note(new SessionNote.StreamSwitched(track.output.lastMillis, track.output.number, stream));
        }

        @Override
        public void keyframeWanted(RecordedTrack track, int stream) {
            listener.keyframeWanted(track.start.track(), stream);
        }
    }

    private final SessionStart start;
    private final SessionListener listener;
    private final OutputDocument document;
    private final Frames frames = new Frames();
    private final Map<String, Participant> participants = new HashMap<>();
    private final Map<Integer, RecordedTrack> tracks = new LinkedHashMap<>();
    private final Map<OutputTrack.Key, OutputTrack> outputs = new LinkedHashMap<>();
    private long refused;

    public SessionRecorder(SessionStart start, ElementSink sink, SessionListener listener) {
        this.start = start;
        this.listener = listener;
        this.document = new OutputDocument(new MatroskaWriter(sink), listener, start.epochNanos());
    }

    /** Events that were of no use: of unknown tracks, malformed packets, or beyond the bounds. */
    public long refused() {
        return refused;
    }

    /** Something happened. */
    public void on(TapEvent event) {
        switch (event) {
            case TapEvent.ParticipantJoined joined -> join(joined);
            case TapEvent.ParticipantLeft left -> leave(left);
            case TrackStarted started -> startTrack(started);
            case TapEvent.TrackPaused paused -> pause(paused.track(), paused.nanos(), true);
            case TapEvent.TrackResumed resumed -> pause(resumed.track(), resumed.nanos(), false);
            case TapEvent.TrackEnded ended -> {
                RecordedTrack track = known(ended.track());
                if (track != null) {
                    endTrack(track, ended.nanos());
                }
            }
            case MediaPacket packet -> packet(packet);
            case TapEvent.SenderReported report -> {
                RecordedTrack track = known(report.track());
                if (track != null) {
                    track.report(report.stream(), report.ssrc(), report.ntp(), report.rtpTimestamp(), report.nanos());
                }
            }
            case TapEvent.PacketsDropped dropped -> {
                RecordedTrack track = known(dropped.track());
                if (track != null) {
                    listener.note(new SessionNote.TapDropped(
                            millis(dropped.nanos()), participant(track), source(track), dropped.packets()));
                }
            }
        }
        beginDocument(event.nanos());
    }

    /** It is now this late: gives up what has been missing for too long. */
    public void advance(long nowNanos) {
        for (RecordedTrack track : tracks.values()) {
            track.advance(nowNanos);
        }
        beginDocument(nowNanos);
    }

    /** What comes next stands in a Cluster of its own. */
    public void cut() {
        document.cut();
    }

    /** The recording ends: hands out whatever still waits. Nothing may follow. */
    public void end(long nowNanos) {
        for (RecordedTrack track : List.copyOf(tracks.values())) {
            endTrack(track, nowNanos);
        }
        if (document.hasWaiting()) {
            newDocument();
        }
    }

    private void join(TapEvent.ParticipantJoined joined) {
        if (participants.size() >= MOST_PARTICIPANTS && !participants.containsKey(joined.participant())) {
            refuse(joined.nanos());
            return;
        }
        String given = joined.name().isEmpty() ? joined.participant() : joined.name();
        String name = given.substring(0, Math.min(given.length(), LONGEST_NAME));
        participants.put(joined.participant(), new Participant(name, new SenderClock()));
        listener.note(new SessionNote.Joined(millis(joined.nanos()), joined.participant(), name));
    }

    private void leave(TapEvent.ParticipantLeft left) {
        for (RecordedTrack track : List.copyOf(tracks.values())) {
            if (participant(track).equals(left.participant())) {
                endTrack(track, left.nanos());
            }
        }
        if (participants.remove(left.participant()) != null) {
            listener.note(new SessionNote.Left(millis(left.nanos()), left.participant()));
        }
    }

    private void startTrack(TrackStarted started) {
        Participant participant = participants.get(started.participant());
        OutputTrack.Key key = new OutputTrack.Key(
                started.participant(), started.source(), started.encoding().codec(), started.encrypted());
        boolean room =
                tracks.size() < MOST_TRACKS && (outputs.containsKey(key) || outputs.size() < TrackEntry.MOST_TRACKS);
        if (participant == null || !room) {
            refuse(started.nanos());
            return;
        }
        // A source is published once at a time: one that is published anew has ended before, told or not.
        for (RecordedTrack before : List.copyOf(tracks.values())) {
            if (before.start.track() == started.track() || before.output.key.equals(key)) {
                endTrack(before, started.nanos());
            }
        }
        OutputTrack output =
                outputs.computeIfAbsent(key, each -> new OutputTrack(outputs.size() + 1, each, participant.name()));
        tracks.put(
                started.track(),
                new RecordedTrack(started, output, participant.clock(), start.keyframeIntervalNanos(), frames));
    }

    private void pause(int number, long nanos, boolean paused) {
        RecordedTrack track = known(number);
        if (track != null && track.paused != paused) {
            track.paused = paused;
            track.told |= !paused;
            listener.note(
                    paused
                            ? new SessionNote.Paused(millis(nanos), participant(track), source(track))
                            : new SessionNote.Resumed(millis(nanos), participant(track), source(track)));
        }
    }

    private void endTrack(RecordedTrack track, long nanos) {
        track.drain();
        tracks.remove(track.start.track());
        listener.note(new SessionNote.Ended(millis(nanos), participant(track), source(track)));
    }

    private void packet(MediaPacket packet) {
        RecordedTrack track = known(packet.track());
        if (track != null && !track.packet(packet)) {
            refused++;
        }
    }

    private boolean write(RecordedTrack track, long capturedMillis, boolean key, byte[] bytes, long nowNanos) {
        OutputTrack output = track.output;
        boolean fresh = output.entry() == null;
        if (!output.describe(key, bytes)) {
            refused++;
            return false;
        }
        long before = output.lastMillis;
        long timeMillis = output.place(capturedMillis, bytes);
        if (timeMillis == OutputTrack.NEVER) {
            track.missing = Math.max(track.missing, 0) + 1;
            return true;
        }
        if (fresh) {
            OutputTrack.Key is = output.key;
            listener.note(new SessionNote.TrackAdded(
                    timeMillis, output.number, is.participant(), is.source(), is.codec(), is.encrypted()));
        } else if (!track.told) {
            // Published anew, as after a pause of the recording: its track is known, and ended when it went.
            listener.note(new SessionNote.Resumed(timeMillis, participant(track), source(track)));
        }
        track.told = true;
        if (track.missing >= 0) {
            listener.note(new SessionNote.Gap(Math.max(before, 0), timeMillis, output.number, track.missing));
            track.missing = -1;
        }
        document.frame(output, timeMillis, key, bytes, nowNanos);
        return true;
    }

    /** Not before every track that is published has come, unless one keeps the others waiting for too long. */
    private void beginDocument(long nowNanos) {
        if (!document.hasWaiting()) {
            return;
        }
        boolean complete = tracks.values().stream().allMatch(track -> track.paused || track.output.entry() != null);
        if (complete || document.mustBegin(nowNanos)) {
            newDocument();
        }
    }

    private void newDocument() {
        // Those that go on from the document before need a key frame in this one; the new ones begin with theirs.
        tracks.values().stream().filter(track -> track.output.inDocument).forEach(RecordedTrack::refresh);
        outputs.values().forEach(output -> output.inDocument = false);
        tracks.values().forEach(track -> track.output.inDocument = track.output.entry() != null);
        document.begin(outputs.values());
    }

    private @Nullable RecordedTrack known(int number) {
        RecordedTrack track = tracks.get(number);
        if (track == null) {
            refused++;
        }
        return track;
    }

    private void refuse(long nanos) {
        refused++;
        listener.note(new SessionNote.TooMany(millis(nanos)));
    }

    private long millis(long nanos) {
        return Math.max(0, (nanos - start.originNanos()) / NANOS_PER_MILLI);
    }

    private static String participant(RecordedTrack track) {
        return track.start.participant();
    }

    private static Source source(RecordedTrack track) {
        return track.start.source();
    }
}
