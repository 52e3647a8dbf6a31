// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.account.Accounts;
import io.apotheca.signaling.account.SignIn;
import io.apotheca.signaling.archive.ArchivePlaces;
import io.apotheca.signaling.archive.Archives;
import io.apotheca.signaling.archive.DailyRetention;
import io.apotheca.signaling.config.ControlSettings;
import io.apotheca.signaling.config.Settings;
import io.apotheca.signaling.consultation.Consultations;
import io.apotheca.signaling.http.DemoAccess;
import io.apotheca.signaling.http.ListenSocket;
import io.apotheca.signaling.http.Site;
import io.apotheca.signaling.http.WebServer;
import io.apotheca.signaling.playback.Openings;
import io.apotheca.signaling.playback.Playback;
import io.apotheca.signaling.playback.Recordings;
import io.apotheca.signaling.playback.SealedParts;
import io.apotheca.signaling.storage.Database;
import io.apotheca.signaling.storage.StorageException;
import io.apotheca.signaling.visit.VisitLinks;
import io.apotheca.signaling.visit.VisitSessions;
import io.grpc.BindableService;
import io.grpc.Server;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One process, wired by hand. The port is bound first and served last; closing goes the other way round. Timers have one
 * thread, which only hands work on.
 */
final class Application implements AutoCloseable {
    static final String WEB_FOLDER = "/web";
    private static final Duration LAST_REHEARSAL = Duration.ofSeconds(2);
    private static final Duration SLOWEST_SWEEP = Duration.ofSeconds(15);

    private final Closing closing;
    private final Settings settings;
    private final MediaNode media;
    private final Site site;
    private final Wiring wiring;
    private final Optional<Figures> figures;

    /** What to start with: the demo's link is absent in production. */
    record Plan(
            Settings settings,
            MediaNode.Starter media,
            RecorderNode.Starter recorder,
            InstantSource clock,
            Optional<DemoAccess> demo,
            String webFolder) {}

    private Application(
            Closing closing, Settings settings, MediaNode media, Site site, Wiring wiring, Optional<Figures> figures) {
        this.closing = closing;
        this.settings = settings;
        this.media = media;
        this.site = site;
        this.wiring = wiring;
        this.figures = figures;
    }

    /** Starts everything, or nothing. */
    static Application start(Plan plan) throws StartException {
        Closing closing = new Closing();
        boolean started = false;
        try {
            Application application = start(plan, closing);
            started = true;
            return application;
        } finally {
            if (!started) {
                closing.close();
            }
        }
    }

    private static Application start(Plan plan, Closing closing) throws StartException {
        Settings settings = plan.settings();
        InstantSource clock = plan.clock();
        ListenSocket socket = bind(settings);
        closing.add(socket::close);
        Optional<Figures> figures =
                settings.metrics().enabled() ? Optional.of(Figures.bind(settings.metrics())) : Optional.empty();
        figures.ifPresent(each -> closing.add(each::close));
        Database database = open(settings);
        closing.add(database::close);
        MediaNode media = plan.media().start(settings.media());
        closing.add(media::close);
        Optional<RecorderNode> recorder = plan.recorder().start(settings, media);
        recorder.ifPresent(each -> closing.add(each::close));
        serveControl(settings, media, closing);
        ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("timers").daemon().factory());
        closing.add(timers::shutdownNow);

        Wiring wiring = Wiring.of(
                settings, database.jdbi(), media.channel(), recorder.map(RecorderNode::channel), clock, timers);
        closing.add(wiring.watch()::close);
        wiring.watch().start();

        Site site = Site.of(settings.http().publicUrl(), socket.port());
        SignIn signIn = new SignIn(
                wiring.accounts(),
                wiring.sessions(),
                wiring.audit(),
                settings.sessions().passwordChecks());
        VisitSessions visits = new VisitSessions(database.jdbi(), wiring.participants(), clock);
        Consultations consultations = wiring.consultations();
        consultations.restore();
        WebServer web = WebServer.start(
                socket,
                site,
                settings,
                new WebServer.Services(
                        signIn,
                        wiring.sessions(),
                        wiring.links(),
                        visits,
                        consultations,
                        plan.demo(),
                        playback(settings, database, wiring),
                        clock),
                plan.webFolder());
        closing.add(web::close);
        closing.add(consultations::closing);
        figures.map(each -> each.start(media.channel(), recorder.map(RecorderNode::channel), consultations::attendance))
                .ifPresent(sampler -> closing.add(sampler::close));
        sweepRegularly(settings, timers, () -> {
            web.sweep();
            consultations.sweep();
        });
        deleteDaily(settings, database, clock, timers);
        return new Application(closing, settings, media, site, wiring, figures);
    }

    /** Others' processes reach the media server of this one, where the configuration says so. */
    private static void serveControl(Settings settings, MediaNode media, Closing closing) throws StartException {
        Optional<ControlSettings.Address> listen = settings.control().listen();
        Optional<BindableService> service = media.service();
        if (listen.isPresent() && service.isPresent()) {
            Server server = ControlLine.serve(listen.get(), ControlLine.identity(settings.control()), service.get());
            closing.add(server::shutdownNow);
        }
    }

    private static Playback playback(Settings settings, Database database, Wiring wiring) {
        return new Playback(
                new Recordings(database.jdbi()),
                SealedParts.in(ArchivePlaces.of(settings.recorder())),
                new Openings(wiring.audit()));
    }

    private static ListenSocket bind(Settings settings) throws StartException {
        String bind = settings.http().bind();
        int port = settings.http().port();
        try {
            return ListenSocket.bind(bind, port);
        } catch (BindException e) {
            throw new StartException(
                    ExitCode.PORT,
                    "Port " + port + " on " + bind + " is taken or not allowed: stop what uses it, or choose another"
                            + " with --port or http.port.");
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.SETTINGS,
                    "Configuration: http.bind is not an address of this machine: correct it, or use \"127.0.0.1\".");
        }
    }

    private static Database open(Settings settings) throws StartException {
        try {
            return Database.open(settings.storage());
        } catch (StorageException e) {
            throw new StartException(ExitCode.STORAGE, e.message());
        }
    }

    /** On a virtual thread, because sweeping reads the database; never two at a time. */
    private static void sweepRegularly(Settings settings, ScheduledExecutorService timers, Runnable sweep) {
        Duration third = settings.consultations().silence().dividedBy(3);
        Duration fourth = settings.sessions().staffIdle().dividedBy(4);
        Duration pause = min(SLOWEST_SWEEP, min(third, fourth));
        var _ = timers.scheduleWithFixedDelay(
                () -> Thread.ofVirtual().name("sweep").start(sweep),
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Looks every minute whether the day's run of retention is due, on a virtual thread, because it takes its time. */
    private static void deleteDaily(
            Settings settings, Database database, InstantSource clock, ScheduledExecutorService timers) {
        Archives archives = Archives.of(database.jdbi(), settings, clock);
        DailyRetention daily = new DailyRetention(database.jdbi(), settings.retention(), archives.retention(), clock);
        var _ = timers.scheduleWithFixedDelay(
                () -> Thread.ofVirtual().name("retention").start(daily::turn), 1, 1, TimeUnit.MINUTES);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    Site site() {
        return site;
    }

    Optional<Figures> figures() {
        return figures;
    }

    Accounts accounts() {
        return wiring.accounts();
    }

    VisitLinks links() {
        return wiring.links();
    }

    /**
     * Has the first consultation find a warm runtime; not before, because the first request would wait for it. Goes on
     * by itself, and ends early when the application does.
     */
    void rehearse() {
        media.rehearse();
        AtomicBoolean ending = new AtomicBoolean();
        Thread rehearsal = Thread.ofPlatform()
                .daemon()
                .name("consultation-rehearsal")
                .start(() -> Rehearsal.run(settings, media.channel(), () -> !ending.get()));
        closing.add(() -> {
            ending.set(true);
            await(rehearsal);
        });
    }

    private static void await(Thread thread) {
        try {
            thread.join(LAST_REHEARSAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
