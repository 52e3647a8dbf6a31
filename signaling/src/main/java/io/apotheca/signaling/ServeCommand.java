// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.config.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Production: everything as configured, logs as JSON lines on standard error. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Runs the server as configured.")
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration; config/apotheca.conf lists every key. Without it the defaults hold.")
    private @Nullable Path config;

    /** What a process does. */
    enum Role {
        ALL,
        RECORDER
    }

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "all",
            description =
                    "all (default), or recorder: nothing but the recorder, which taps another process' media server.")
    private Role role = Role.ALL;

    @Override
    public Integer call() throws StartException {
        Settings settings = CommandSettings.read(config);
        Logs.json();
        return switch (role) {
            case ALL -> everything(settings);
            case RECORDER -> {
                Closing closing = RecorderRole.start(settings);
                LOG.info("Apotheca's recorder is ready");
                yield UntilStopped.run(closing::close);
            }
        };
    }

    private static int everything(Settings settings) throws StartException {
        Application application = Application.start(new Application.Plan(
                settings,
                EmbeddedMedia::start,
                EmbeddedRecorder::start,
                InstantSource.system(),
                Optional.empty(),
                Application.WEB_FOLDER));
        LOG.info("Apotheca is ready");
        application.rehearse();
        return UntilStopped.run(application::close);
    }
}
