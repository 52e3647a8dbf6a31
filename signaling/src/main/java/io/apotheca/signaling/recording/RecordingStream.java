// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

import io.apotheca.recorder.control.v1.Begin;
import io.apotheca.recorder.control.v1.Content;
import io.apotheca.recorder.control.v1.Fact;
import io.apotheca.recorder.control.v1.Pause;
import io.apotheca.recorder.control.v1.RecordCommand;
import io.apotheca.recorder.control.v1.RecordEvent;
import io.apotheca.recorder.control.v1.RecordingGrpc;
import io.apotheca.recorder.control.v1.Resume;
import io.apotheca.recorder.control.v1.StateChanged;
import io.apotheca.signaling.log.Trail;
import io.apotheca.signaling.wire.ServerMessage.Recording.Trouble;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a consultation recorded into one archive, and notes each part of it. While it is not to run, nothing is asked of the
 * recorder that it does not do already. A stream that breaks is taken up again with the next part, later after each failure.
 * Owned by the consultation: every call comes in its turns, and {@code turns} gives the recorder's events one.
 */
public final class RecordingStream {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingStream.class);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final int MOST_DOUBLINGS = 7;

    private final Archive archive;
    private final Recordings recordings;
    private final Channel channel;
    private final ScheduledExecutorService timers;
    private final Executor turns;
    private final Supplier<List<String>> facts;
    private final TroubleLog troubles;
    private @Nullable Line line;
    private Phase phase = Phase.IDLE;
    private @Nullable Trouble trouble;
    private boolean running;
    private boolean ended;
    private int failures;

    /** What the recorder does, as far as it has said so. */
    public enum Phase {
        /** Not asked to record since this process began. */
        IDLE,
        /** Asked; it has not answered yet. */
        BEGINNING,
        RECORDING,
        /** All is kept, and not on the disk yet. */
        BEHIND,
        PAUSED,
        /** It cannot record just now. */
        STOPPED,
        /** It is not reached. */
        BROKEN
    }

    /** @param facts what is known of the session now, for the beginning of a part */
    RecordingStream(
            Archive archive,
            Recordings recordings,
            Channel channel,
            ScheduledExecutorService timers,
            Executor turns,
            Supplier<List<String>> facts) {
        this.archive = archive;
        this.recordings = recordings;
        this.channel = channel;
        this.timers = timers;
        this.turns = turns;
        this.facts = facts;
        troubles = new TroubleLog(archive, recordings);
    }

    public Archive archive() {
        return archive;
    }

    public Phase phase() {
        return phase;
    }

    /** Why it is behind, or cannot record. */
    public @Nullable Trouble trouble() {
        return trouble;
    }

    /** Whether it is to record: what it does is told by {@link #phase}. */
    public boolean running() {
        return running;
    }

    /** Records from now on. */
    public void run() {
        running = true;
        Line open = line;
        if (open == null) {
            open();
        } else {
            open.say(RecordCommand.newBuilder()
                    .setResume(Resume.getDefaultInstance())
                    .build());
        }
    }

    /** Records nothing from now on, until it is to run again. */
    public void pause() {
        running = false;
        Line open = line;
        if (open != null) {
            open.say(RecordCommand.newBuilder()
                    .setPause(Pause.getDefaultInstance())
                    .build());
        }
    }

    /** Something to be sealed with what follows. Where nothing is open, it stands among the next part's facts. */
    public void fact(String json) {
        Line open = line;
        if (open != null) {
            open.say(RecordCommand.newBuilder().setFact(factOf(json)).build());
        }
    }

    /** The archive gets its end. What the recorder still says of its parts is noted. */
    public void end() {
        running = false;
        ended = true;
        Line open = line;
        if (open == null) {
            LOG.warn("An archive stays without its end, because the recorder is not reached");
        } else {
            open.finish();
        }
    }

    private void open() {
        phase = Phase.BEGINNING;
        try {
            Begin begin = begin();
            Line opening = new Line();
            line = opening;
            Context.ROOT.run(
                    () -> opening.commands = RecordingGrpc.newStub(channel).record(opening));
            opening.say(RecordCommand.newBuilder().setBegin(begin).build());
        } catch (RuntimeException e) {
            LOG.error("An archive's next part could not begin: {}", Trail.of(e));
            broken();
        }
    }

    private void broken() {
        line = null;
        phase = Phase.BROKEN;
        trouble = Trouble.UNREACHABLE;
        againLater();
        troubles.now(phase, trouble);
    }

    private Begin begin() {
        int partsBefore = recordings.parts(archive);
        return Begin.newBuilder()
                .setArchiveId(archive.id())
                .setPartsBefore(partsBefore)
                .setRoomId(archive.consultationId())
                .setContent(
                        switch (archive.content()) {
                            case AUDIO_AND_VIDEO -> Content.CONTENT_AUDIO_AND_VIDEO;
                            case AUDIO -> Content.CONTENT_AUDIO;
                        })
                .addFacts(factOf(Facts.session(archive)))
                .addAllFacts(facts.get().stream().map(RecordingStream::factOf).toList())
                .setOriginMillis(partsBefore == 0 ? 0 : archive.begunAt().toEpochMilli())
                .build();
    }

    private static Fact factOf(String json) {
        return Fact.newBuilder().setJson(json).build();
    }

    private void on(Line from, RecordEvent event) {
        switch (event.getEventCase()) {
            case PART_BEGUN -> {
                Part part = Part.of(event.getPartBegun());
                recordings.begin(archive, part);
                from.firstPart = Math.min(from.firstPart, part.number());
            }
            case PART_ENDED -> {
                PartEnd.Outcome outcome = event.getPartEnded().getPart() < from.firstPart
                        ? PartEnd.Outcome.UNFINISHED
                        : PartEnd.Outcome.WHOLE;
                recordings.end(archive, PartEnd.of(event.getPartEnded(), outcome));
            }
            case STATE_CHANGED -> {
                if (line == from) {
                    changed(event.getStateChanged());
                }
            }
            case ENDED -> from.over = true;
            case EVENT_NOT_SET -> {
                // An event of a newer recorder: nothing we know how to tell.
            }
        }
    }

    private void changed(StateChanged to) {
        Phase now = phase(to.getState());
        trouble = now == Phase.BEHIND || now == Phase.STOPPED ? trouble(to) : null;
        phase = now;
        if (now == Phase.RECORDING) {
            failures = 0;
        }
        troubles.now(phase, trouble);
    }

    private static Phase phase(StateChanged.State state) {
        return switch (state) {
            case RECORDING -> Phase.RECORDING;
            case PAUSED -> Phase.PAUSED;
            case BEHIND -> Phase.BEHIND;
            case STOPPED, STATE_UNSPECIFIED, UNRECOGNIZED -> Phase.STOPPED;
        };
    }

    private static Trouble trouble(StateChanged to) {
        return switch (to.getTrouble()) {
            case TROUBLE_FULL -> Trouble.FULL;
            case TROUBLE_SLOW -> Trouble.SLOW;
            case TROUBLE_NO_MEDIA -> Trouble.NO_MEDIA;
            case TROUBLE_GONE, TROUBLE_UNSPECIFIED, UNRECOGNIZED -> Trouble.GONE;
        };
    }

    private void closed(Line over, Status status) {
        if (line != over) {
            return;
        }
        if (!ended) {
            LOG.warn("The recorder's stream stopped: {}", status.getCode());
            broken();
            return;
        }
        line = null;
        if (!over.over) {
            LOG.warn("An archive stays without its end: {}", status.getCode());
        }
    }

    private void againLater() {
        long pauseMillis = FIRST_PAUSE_MILLIS << Math.min(failures++, MOST_DOUBLINGS);
        try {
            var _ = timers.schedule(() -> turns.execute(this::again), pauseMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Not taken up again: the server is ending");
        }
    }

    private void again() {
        if (running && line == null) {
            open();
        }
    }

    /** One call to the recorder. */
    private final class Line implements StreamObserver<RecordEvent> {
        private @Nullable StreamObserver<RecordCommand> commands;
        private int firstPart = Integer.MAX_VALUE;
        private boolean over;

        void say(RecordCommand command) {
            if (commands != null) {
                commands.onNext(command);
            }
        }

        void finish() {
            if (commands != null) {
                commands.onCompleted();
            }
        }

        @Override
        public void onNext(RecordEvent event) {
            turns.execute(() -> {
                try {
                    on(this, event);
                } catch (RuntimeException e) {
                    unnoted(e);
                }
            });
        }

        /** A part whose beginning is not in the audit log is not recorded. */
        private void unnoted(RuntimeException failure) {
            LOG.error("An archive's part could not be noted: {}", Trail.of(failure));
            if (commands != null && line == this && !ended) {
                commands.onError(Status.CANCELLED.asRuntimeException());
            }
        }

        @Override
        public void onError(Throwable broken) {
            turns.execute(() -> closed(this, Status.fromThrowable(broken)));
        }

        @Override
        public void onCompleted() {
            turns.execute(() -> closed(this, Status.OK));
        }
    }
}
