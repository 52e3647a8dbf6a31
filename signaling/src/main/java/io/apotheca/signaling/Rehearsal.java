// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling;

import io.apotheca.signaling.account.Account;
import io.apotheca.signaling.account.StaffSession;
import io.apotheca.signaling.config.Settings;
import io.apotheca.signaling.config.StorageSettings;
import io.apotheca.signaling.consultation.Client;
import io.apotheca.signaling.consultation.Participant;
import io.apotheca.signaling.storage.Database;
import io.apotheca.signaling.storage.StorageException;
import io.apotheca.signaling.token.Token;
import io.apotheca.signaling.visit.CheckIn;
import io.apotheca.signaling.visit.Invitation;
import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ServerMessage;
import io.grpc.Channel;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Made-up consultations right after the start, with the real media node and a database in memory that nobody else sees.
 * They have the Java runtime load and compile what an admission goes through: without them the first patient waits a
 * quarter of a second longer for the first picture. A failure is logged and harms nobody.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int CONSULTATIONS = 12;
    private static final String NAME = "Rehearsal";

    private final Wiring wiring;
    private final Account account;

    private Rehearsal(Wiring wiring, Account account) {
        this.wiring = wiring;
        this.account = account;
    }

    /** Whether it went to its end. Between two consultations it asks whether to go on. */
    static boolean run(Settings settings, Channel media, BooleanSupplier goOn) {
        StorageSettings memory = new StorageSettings("jdbc:h2:mem:" + UUID.randomUUID(), "", "", 2);
        ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("rehearsal-timers").factory());
        try (Database database = Database.open(memory)) {
            Wiring wiring =
                    Wiring.of(settings, database.jdbi(), media, Optional.empty(), InstantSource.system(), timers);
            wiring.watch().start();
            try {
                wiring.accounts().add(NAME, NAME, NAME.toCharArray());
                Rehearsal rehearsal =
                        new Rehearsal(wiring, wiring.accounts().find(NAME).orElseThrow());
                for (int count = 0; count < CONSULTATIONS && goOn.getAsBoolean(); count++) {
                    rehearsal.consult();
                }
            } finally {
                wiring.consultations().closing();
                wiring.watch().close();
            }
            LOG.debug("Rehearsed");
            return true;
        } catch (StorageException | RehearsalLine.Missed | RuntimeException e) {
            LOG.warn("The rehearsal broke off ({}); the first consultation may begin a little slowly", e.getClass());
            return false;
        } finally {
            timers.shutdownNow();
        }
    }

    /** Check in, admit, offer and answer both, end. */
    private void consult() throws RehearsalLine.Missed {
        Invitation invitation = wiring.links().invitePatient(account.id(), NAME);
        if (!(wiring.links().use(invitation.token(), null) instanceof CheckIn.Done done)) {
            throw new IllegalStateException("a fresh link was refused");
        }
        Participant visitor = done.participant();
        wiring.consultations().checkedIn(visitor);
        Token token = wiring.sessions().open(account, "rehearsal");
        StaffSession session = wiring.sessions().find(token).orElseThrow();

        RehearsalLine visitorLine = new RehearsalLine();
        RehearsalLine staffLine = new RehearsalLine();
        Client visitorClient = wiring.consultations().visitor(visitor, visitorLine);
        Client staffClient = wiring.consultations().staff(session, staffLine);
        visitorLine.await(ServerMessage.Waiting.class);
        RehearsalLine.say(staffClient, new ClientMessage.Admit(visitor.id()));
        visitorLine.await(ServerMessage.Admitted.class);
        RehearsalLine.say(visitorClient, RehearsalOffer.OFFER);
        staffLine.await(ServerMessage.Entered.class);
        RehearsalLine.say(staffClient, RehearsalOffer.OFFER);
        visitorLine.await(ServerMessage.Answer.class);
        staffLine.await(ServerMessage.Answer.class);
        RehearsalLine.say(staffClient, new ClientMessage.Sources(true, true, false));
        RehearsalLine.say(visitorClient, new ClientMessage.Sources(true, true, false));
        visitorLine.await(ServerMessage.Slots.class);
        RehearsalLine.say(staffClient, new ClientMessage.Leave());
        visitorLine.await(ServerMessage.Ended.class);
        staffClient.gone();
        visitorClient.gone();
        wiring.consultations().signedOut(session);
    }
}
