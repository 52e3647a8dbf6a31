// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.wire.OpenConsultation;
import io.apotheca.signaling.wire.ServerMessage;
import io.apotheca.signaling.wire.WaitingPerson;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows all staff who waits and which consultations go on. It has a mailbox of its own, so that no consultation waits
 * for it and staff never see an older state after a newer one. The first change is shown at once, and what follows it
 * closely together.
 */
final class QueueBoard {
    /** What one message may hold. */
    private static final int MOST_SHOWN = 1_000;

    /** The whole board is sent to everybody: where many come at once, not for each of them. */
    private static final long PAUSE_MILLIS = 100;

    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    /** Of all boards together, so that they take a small part of a processor. */
    private static final int LINES_A_MILLI = 100;

    private final ScheduledExecutorService timers;
    private final Mailbox mailbox = new Mailbox();
    private final Map<String, ConsultationView> views = new HashMap<>();
    private final Set<ClientConnection> watchers = new LinkedHashSet<>();
    private boolean pausing;
    private boolean changed;

    QueueBoard(ScheduledExecutorService timers) {
        this.timers = timers;
    }

    void show(ConsultationView view) {
        mailbox.post(() -> {
            if (view.empty()) {
                views.remove(view.id());
            } else {
                views.put(view.id(), view);
            }
            changed = true;
            tell();
        });
    }

    private void tell() {
        if (pausing || !changed) {
            return;
        }
        changed = false;
        pausing = true;
        ServerMessage.Queue queue = queue();
        try {
            var _ = timers.schedule(
                    () -> mailbox.post(this::afterPause), pauseMillis(queue, watchers.size()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // the server is ending
        }
        watchers.forEach(watcher -> watcher.send(queue));
    }

    static long pauseMillis(ServerMessage.Queue queue, int watchers) {
        long lines = (long) watchers
                * (queue.waiting().size() + queue.consultations().size());
        return Math.clamp(lines / LINES_A_MILLI, PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
    }

    private void afterPause() {
        pausing = false;
        tell();
    }

    void watch(ClientConnection staff) {
        mailbox.post(() -> {
            watchers.add(staff);
            staff.send(queue());
        });
    }

    void unwatch(ClientConnection staff) {
        mailbox.post(() -> watchers.remove(staff));
    }

    private ServerMessage.Queue queue() {
        List<WaitingPerson> waiting = views.values().stream()
                .flatMap(view -> view.waiting().stream())
                .sorted(Comparator.comparing(WaitingPerson::since).thenComparing(WaitingPerson::participant))
                .limit(MOST_SHOWN)
                .toList();
        List<OpenConsultation> open = views.values().stream()
                .map(ConsultationView::open)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(OpenConsultation::since).thenComparing(OpenConsultation::consultation))
                .limit(MOST_SHOWN)
                .toList();
        return new ServerMessage.Queue(waiting, open);
    }
}
