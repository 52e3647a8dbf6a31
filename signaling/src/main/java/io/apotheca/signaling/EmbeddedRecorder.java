// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.recorder.service.Recorder;
import io.apotheca.recorder.service.RecorderConfig;
import io.apotheca.signaling.config.Settings;
import io.grpc.BindableService;
import io.grpc.Channel;
import java.io.IOException;
import java.util.Optional;

/** The recorder in this process. */
final class EmbeddedRecorder implements RecorderNode {
    private final Recorder recorder;

    private EmbeddedRecorder(Recorder recorder) {
        this.recorder = recorder;
    }

    /** In this process, or in the one that the configuration names; nowhere without a records key. */
    static Optional<RecorderNode> start(Settings settings, MediaNode media) throws StartException {
        RecorderConfig config = settings.recorder();
        if (config.keys().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                settings.control().recorder().isPresent()
                        ? RemoteRecorder.connect(settings.control())
                        : start(config, media.channel()));
    }

    /** One that taps rooms of this media server. */
    static EmbeddedRecorder start(RecorderConfig config, Channel media) throws StartException {
        try {
            return new EmbeddedRecorder(Recorder.start(config, media));
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.STORAGE,
                    "The folder for recordings cannot be used: change recorder.folder, or its permissions.");
        }
    }

    @Override
    public Channel channel() {
        return recorder.channel();
    }

    /** For other processes. */
    BindableService service() {
        return recorder.service();
    }

    @Override
    public void close() {
        recorder.close();
    }
}
