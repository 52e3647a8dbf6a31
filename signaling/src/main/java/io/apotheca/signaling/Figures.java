// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.config.MetricsSettings;
import io.apotheca.signaling.consultation.Attendance;
import io.apotheca.signaling.metrics.ConsultationMeters;
import io.apotheca.signaling.metrics.MediaMeters;
import io.apotheca.signaling.metrics.MetricsServer;
import io.apotheca.signaling.metrics.ProcessMeters;
import io.apotheca.signaling.metrics.RecorderMeters;
import io.apotheca.signaling.metrics.Sampler;
import io.grpc.Channel;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What operators read: the address is bound first, and served when there is something to tell. */
final class Figures implements AutoCloseable {
    private final Duration interval;
    private final MetricsServer server;
    private final Closing closing = new Closing();

    private Figures(Duration interval, MetricsServer server) {
        this.interval = interval;
        this.server = server;
        closing.add(server::close);
    }

    static Figures bind(MetricsSettings settings) throws StartException {
        try {
            return new Figures(settings.interval(), MetricsServer.bind(settings.bind(), settings.port()));
        } catch (BindException e) {
            throw new StartException(
                    ExitCode.PORT,
                    "Port " + settings.port() + " on " + settings.bind()
                            + " is taken or not allowed: stop what uses it,"
                            + " choose another with metrics.port, or set metrics.enabled to false.");
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.SETTINGS,
                    "Configuration: metrics.bind is not an address of this machine: correct it, or use \"127.0.0.1\".");
        }
    }

    int port() {
        return server.port();
    }

    /** Begins to serve, and to look at media, recorder and attendance until what it returns is closed. */
    Sampler start(Channel media, Optional<Channel> recorder, Supplier<Attendance> attendance) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        closing.add(registry::close);
        ProcessMeters process = new ProcessMeters(registry);
        closing.add(process::close);
        MediaMeters mediaMeters = new MediaMeters(registry, media);
        ConsultationMeters consultationMeters = new ConsultationMeters(registry);
        Optional<RecorderMeters> recorderMeters = recorder.map(channel -> new RecorderMeters(registry, channel));
        server.serve(() -> text(registry));
        return Sampler.start(interval, () -> {
            Runnable answer = mediaMeters.ask();
            Optional<Runnable> recorded = recorderMeters.map(RecorderMeters::ask);
            synchronized (registry) {
                answer.run();
                recorded.ifPresent(Runnable::run);
                consultationMeters.take(attendance.get());
            }
        });
    }

    /** All of one sample, and nothing of the next: shares of one figure in another are to be right. */
    private static String text(PrometheusMeterRegistry registry) {
        synchronized (registry) {
            return registry.scrape();
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
