// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.account.Accounts;
import io.apotheca.signaling.account.SignIn;
import io.apotheca.signaling.account.StaffSessions;
import io.apotheca.signaling.audit.AuditLog;
import io.apotheca.signaling.config.Settings;
import io.apotheca.signaling.consultation.Consultations;
import io.apotheca.signaling.consultation.Participants;
import io.apotheca.signaling.http.DemoAccess;
import io.apotheca.signaling.http.ListenSocket;
import io.apotheca.signaling.http.Site;
import io.apotheca.signaling.http.WebServer;
import io.apotheca.signaling.media.MediaRooms;
import io.apotheca.signaling.media.MediaWatch;
import io.apotheca.signaling.storage.Database;
import io.apotheca.signaling.storage.StorageException;
import io.apotheca.signaling.token.Ids;
import io.apotheca.signaling.visit.VisitLinks;
import io.apotheca.signaling.visit.VisitSessions;
import java.io.IOException;
import java.net.BindException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One process, wired by hand. The port is bound first and served last; closing goes the other way round. Timers have one
 * thread, which only hands work on.
 */
final class Application implements AutoCloseable {
    static final String WEB_FOLDER = "/web";
    private static final Duration SLOWEST_SWEEP = Duration.ofSeconds(15);

    private final Closing closing;
    private final Site site;
    private final Accounts accounts;
    private final VisitLinks links;

    /** What to start with: the demo's link is absent in production. */
    record Plan(
            Settings settings,
            MediaNode.Starter media,
            InstantSource clock,
            Optional<DemoAccess> demo,
            String webFolder) {}

    private Application(Closing closing, Site site, Accounts accounts, VisitLinks links) {
        this.closing = closing;
        this.site = site;
        this.accounts = accounts;
        this.links = links;
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
        Database database = open(settings);
        closing.add(database::close);
        MediaNode media = plan.media().start(settings.media());
        closing.add(media::close);
        ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("timers").daemon().factory());
        closing.add(timers::shutdownNow);

        SecureRandom random = new SecureRandom();
        AuditLog audit = new AuditLog(database.jdbi(), clock);
        Participants participants = new Participants(database.jdbi(), audit);
        StaffSessions sessions = new StaffSessions(database.jdbi(), audit, clock, random, settings.sessions());
        Consultations consultations = new Consultations(
                settings.consultations(),
                participants,
                sessions,
                new MediaRooms(media.channel()),
                clock,
                new Ids(random),
                timers);
        MediaWatch watch = new MediaWatch(media.channel(), timers, consultations::onMediaEvent);
        closing.add(watch::close);
        watch.start();

        Site site = Site.of(settings.http().publicUrl(), socket.port());
        Accounts accounts = new Accounts(database.jdbi(), clock, random);
        VisitLinks links = new VisitLinks(database.jdbi(), audit, participants, clock, random, settings.sessions());
        SignIn signIn =
                new SignIn(accounts, sessions, audit, settings.sessions().passwordChecks());
        VisitSessions visits = new VisitSessions(database.jdbi(), participants, clock);
        consultations.restore();
        WebServer web = WebServer.start(
                socket,
                site,
                settings,
                new WebServer.Services(signIn, sessions, links, visits, consultations, plan.demo(), clock),
                plan.webFolder());
        closing.add(web::close);
        closing.add(consultations::closing);
        sweepRegularly(settings, timers, () -> {
            web.sweep();
            consultations.sweep();
        });
        return new Application(closing, site, accounts, links);
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

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    Site site() {
        return site;
    }

    Accounts accounts() {
        return accounts;
    }

    VisitLinks links() {
        return links;
    }

    @Override
    public void close() {
        closing.close();
    }
}
