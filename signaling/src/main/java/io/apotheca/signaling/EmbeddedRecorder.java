// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import com.typesafe.config.ConfigException;
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
        RecorderConfig config = config(settings);
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

    static RecorderConfig config(Settings settings) throws StartException {
        try {
            return RecorderConfig.from(settings.recorderSection());
        } catch (ConfigException e) {
            throw new StartException(
                    ExitCode.SETTINGS,
                    "The recorder section of the configuration cannot be read: correct its values; config/apotheca.conf"
                            + " shows each.");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new StartException(ExitCode.SETTINGS, "Configuration: " + e.getMessage());
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
