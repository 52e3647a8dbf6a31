// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

import io.apotheca.signaling.config.RecordingSettings;
import io.apotheca.signaling.wire.Question;
import io.apotheca.signaling.wire.RecordedContent;
import io.grpc.Channel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** What consultations are recorded by, and on which terms. Without a recorder nothing is offered. Any thread may use it. */
public final class Recorder {
    private final RecordingSettings settings;
    private final Optional<Channel> channel;
    private final Recordings recordings;
    private final ScheduledExecutorService timers;
    private final Question video;
    private final Question audio;

    public Recorder(
            RecordingSettings settings,
            Optional<Channel> channel,
            Recordings recordings,
            ScheduledExecutorService timers) {
        this.settings = settings;
        this.channel = settings.policy() == RecordingSettings.Policy.NEVER ? Optional.empty() : channel;
        this.recordings = recordings;
        this.timers = timers;
        this.video = Question.of(settings.videoQuestion());
        this.audio = Question.of(settings.audioQuestion());
    }

    /**
     * Has the words of the questions outlast this configuration, and asks what became of earlier recordings. To be called
     * before anybody is asked.
     */
    public void start() {
        channel.ifPresent(recorder -> {
            recordings.keep(video, RecordedContent.AUDIO_AND_VIDEO);
            recordings.keep(audio, RecordedContent.AUDIO);
            new Stocktaking(recorder, recordings, timers).begin();
        });
    }

    public boolean offered() {
        return channel.isPresent();
    }

    public Recordings recordings() {
        return recordings;
    }

    public String site() {
        return settings.site();
    }

    /** What staff have recorded when they do not say what. */
    public RecordedContent usual() {
        return settings.video() ? RecordedContent.AUDIO_AND_VIDEO : RecordedContent.AUDIO;
    }

    /** What is asked for in each consultation from its beginning. */
    public Optional<RecordedContent> fromTheBeginning() {
        return switch (settings.policy()) {
            case ALWAYS -> Optional.of(usual());
            case BUTTON, NEVER -> Optional.empty();
        };
    }

    public Question question(RecordedContent content) {
        return switch (content) {
            case AUDIO_AND_VIDEO -> video;
            case AUDIO -> audio;
        };
    }

    /** A stream into the archive, which does not run yet. To be asked for only where recording is offered. */
    public RecordingStream stream(Archive archive, Executor turns, Supplier<List<String>> facts) {
        return new RecordingStream(archive, recordings, channel.orElseThrow(), timers, turns, facts);
    }
}
