// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.playback;

import io.apotheca.recorder.archive.PartName;
import io.apotheca.signaling.account.StaffSession;
import io.apotheca.signaling.audit.Action;
import io.apotheca.signaling.audit.Actor;
import io.apotheca.signaling.audit.AuditEntry;
import io.apotheca.signaling.audit.AuditLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who looked at recordings, in the audit log: each look at the list, and each part once a session, not at every range of it.
 * When a method returns, the entry is durable. Remembers so many parts and forgets the longest unused first, which are then
 * noted anew. Any thread may use it.
 */
public final class Openings {
    private static final int REMEMBERED = 10_000;

    private record Opening(String sessionId, PartName part) {}

    private final Map<Opening, Boolean> noted = new LinkedHashMap<>(16, 0.75f, true);
    private final ReentrantLock lock = new ReentrantLock();
    private final AuditLog audit;

    public Openings(AuditLog audit) {
        this.audit = audit;
    }

    public void listed(StaffSession session) {
        audit.append(AuditEntry.of(Action.RECORDINGS_LISTED, Actor.staff(session.accountId())));
    }

    /** One after the other, so that ranges asked for at the same time all wait for the one entry. */
    public void opened(StaffSession session, String consultationId, PartName part) {
        Opening opening = new Opening(session.id(), part);
        lock.lock();
        try {
            if (noted.get(opening) != null) {
                return;
            }
            audit.append(AuditEntry.of(Action.RECORDING_OPENED, Actor.staff(session.accountId()))
                    .about(consultationId, null)
                    .because(part.archive() + "-" + part.part()));
            noted.put(opening, true);
            if (noted.size() > REMEMBERED) {
                noted.remove(noted.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }
}
