// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import io.apotheca.recorder.depacketize.EncodedFrame;
import io.apotheca.recorder.tap.TapEvent.MediaPacket;
import io.apotheca.recorder.tap.TapEvent.TrackStarted;
import io.apotheca.recorder.timeline.SenderClock;
import org.jspecify.annotations.Nullable;

/**
 * A track of the tap. Of a simulcast source the best stream that comes is recorded: another takes over with a key frame,
 * a better one as soon as it can, a lesser one when the recorded one has fallen silent. Owned by its
 * {@link SessionRecorder}.
 */
final class RecordedTrack implements RecordedStream.Sink {
    /** A stream that brings nothing for so long while another does is given up. */
    static final long SILENCE_NANOS = 500_000_000;

    private static final int NONE = -1;
    private static final long NEVER = Long.MIN_VALUE;

    /** Takes a track's frames. */
    interface Sink {
        /** False if the frame was of no use: a track's first must tell what the track is. */
        boolean frame(RecordedTrack track, long capturedNanos, boolean key, byte[] bytes, long nowNanos);

        void switched(RecordedTrack track, int stream, long capturedNanos);

        void keyframeWanted(RecordedTrack track, int stream);
    }

    final TrackStarted start;
    final OutputTrack output;
    private final SenderClock sender;
    private final Sink sink;
    private final @Nullable RecordedStream[] streams = new RecordedStream[MediaPacket.MOST_STREAMS];
    private final long keyframeIntervalNanos;
    private int selected = NONE;
    private long lastKeyNanos = NEVER;
    private long now;
    private boolean keyframeDue;
    boolean paused;
    /** Whether a note said that it is there. */
    boolean told;
    /** Packets given up or left out since the last frame, or {@link #NONE} where nothing is missing. */
    long missing = NONE;

    RecordedTrack(TrackStarted start, OutputTrack output, SenderClock sender, long keyframeIntervalNanos, Sink sink) {
        this.start = start;
        this.output = output;
        this.sender = sender;
        this.keyframeIntervalNanos = keyframeIntervalNanos;
        this.sink = sink;
    }

    /** False if it is no packet of the track. */
    boolean packet(MediaPacket packet) {
        now = packet.nanos();
        RecordedStream stream = stream(packet.stream());
        boolean wanted = packet.stream() >= selected || silent(selected, now);
        boolean taken = stream.packet(packet.bytes(), now, wanted);
        askForKeyframes();
        return taken;
    }

    void report(int stream, int ssrc, long ntp, long rtpTimestamp, long nanos) {
        stream(stream).report(ssrc, ntp, rtpTimestamp, nanos);
    }

    void advance(long nowNanos) {
        now = nowNanos;
        for (RecordedStream stream : streams) {
            if (stream != null) {
                stream.advance(nowNanos);
            }
        }
    }

    /** Hands over what waits for missing packets. */
    void drain() {
        for (RecordedStream stream : streams) {
            if (stream != null) {
                stream.drain();
            }
        }
    }

    /** A key frame is needed, though nothing is lost. */
    void refresh() {
        keyframeDue = start.encoding().codec().video();
    }

    @Override
    public void frame(RecordedStream stream, EncodedFrame frame) {
        boolean takesOver = stream.index() != selected;
        if (takesOver && !(frame.key() && (stream.index() > selected || silent(selected, now)))) {
            return;
        }
        long captured = stream.captured(frame);
        if (!sink.frame(this, captured, frame.key(), frame.bytes(), Math.max(now, frame.nanos()))) {
            return;
        }
        if (takesOver && start.encoding().codec().video()) {
            sink.switched(this, stream.index(), captured);
        }
        selected = stream.index();
        if (frame.key()) {
            keyframeDue = false;
            lastKeyNanos = now;
        }
    }

    @Override
    public void gap(RecordedStream stream, long packets) {
        if (stream.index() == selected) {
            missing = Math.max(missing, 0) + packets;
        }
    }

    /** The best stream that comes, if it is not the recorded one; the recorded one, where it is broken or it is time. */
    private void askForKeyframes() {
        if (!start.encoding().codec().video()) {
            return;
        }
        int best = NONE;
        for (int index = 0; index < streams.length; index++) {
            best = silent(index, now) ? best : index;
        }
        keyframeDue |= lastKeyNanos != NEVER && now - lastKeyNanos >= keyframeIntervalNanos;
        for (int index = 0; index < streams.length; index++) {
            RecordedStream stream = streams[index];
            if (stream == null || silent(index, now)) {
                continue;
            }
            boolean wanted = index == selected ? stream.needsKeyframe(now) || keyframeDue : index == best;
            if (wanted && stream.mayAskForKeyframe(now)) {
                sink.keyframeWanted(this, index);
            }
        }
    }

    private boolean silent(int index, long nowNanos) {
        RecordedStream stream = index == NONE ? null : streams[index];
        return stream == null || !stream.heardSince(nowNanos - SILENCE_NANOS);
    }

    private RecordedStream stream(int index) {
        RecordedStream stream = streams[index];
        if (stream == null) {
            stream = new RecordedStream(index, start.encoding(), sender, this);
            streams[index] = stream;
        }
        return stream;
    }
}
