// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.config.Settings;
import io.apotheca.signaling.config.SettingsException;
import io.apotheca.signaling.config.SettingsReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Production: everything as configured, logs as JSON lines on standard error. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Runs the server as configured.")
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration; config/apotheca.conf lists every key. Without it the defaults hold.")
    private @Nullable Path config;

    @Override
    public Integer call() throws StartException {
        Settings settings = settings();
        Logs.json();
        Application application = Application.start(new Application.Plan(
                settings, EmbeddedMedia::start, InstantSource.system(), Optional.empty(), Application.WEB_FOLDER));
        LoggerFactory.getLogger(ServeCommand.class).info("Apotheca is ready");
        application.rehearse();
        return UntilStopped.run(application);
    }

    private Settings settings() throws StartException {
        try {
            return config == null ? SettingsReader.defaults() : SettingsReader.read(config);
        } catch (SettingsException e) {
            throw new StartException(ExitCode.SETTINGS, e.message());
        }
    }
}
