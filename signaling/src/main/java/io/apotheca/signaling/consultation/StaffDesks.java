// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.account.StaffSession;
import io.apotheca.signaling.account.StaffSessions;
import io.apotheca.signaling.wire.ServerMessage;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The desks of the staff who are connected or in a consultation. Any thread may use it. */
final class StaffDesks {
    private final ConcurrentHashMap<String, StaffDesk> desks = new ConcurrentHashMap<>();
    private final StaffSessions sessions;
    private final QueueBoard board;

    StaffDesks(StaffSessions sessions, QueueBoard board) {
        this.sessions = sessions;
        this.board = board;
    }

    /** The newest connection of a session takes the place of the one before. */
    StaffDesk connect(StaffSession session, ClientConnection connection) {
        connection.send(new ServerMessage.Welcome(ServerMessage.Welcome.Role.STAFF, session.name()));
        StaffDesk desk = desks.compute(session.id(), (id, known) -> {
            StaffDesk at = known == null ? new StaffDesk(session) : known;
            ClientConnection older = at.connect(connection);
            if (older != null) {
                dismiss(older, ClientConnection.Ending.REPLACED, Refusals.REPLACED);
            }
            return at;
        });
        board.watch(connection);
        return desk;
    }

    void disconnect(StaffDesk desk, ClientConnection connection) {
        board.unwatch(connection);
        desk.disconnect(connection);
        forgetIfIdle(desk);
    }

    /** The desk of somebody who was in a consultation before a restart. */
    StaffDesk restored(StaffSession session) {
        return desks.computeIfAbsent(session.id(), id -> new StaffDesk(session));
    }

    void forgetIfIdle(StaffDesk desk) {
        desks.computeIfPresent(desk.session.id(), (id, known) -> known.idle() ? null : known);
    }

    Optional<StaffDesk> of(StaffSession session) {
        return Optional.ofNullable(desks.get(session.id()));
    }

    /** Notes a use of the session. False, and the connection told, when it is over. */
    boolean inUse(StaffDesk desk) {
        if (sessions.touch(desk.session.id())) {
            return true;
        }
        over(desk);
        return false;
    }

    void over(StaffDesk desk) {
        @Nullable ClientConnection connection = desk.connection();
        if (connection != null) {
            dismiss(connection, ClientConnection.Ending.SESSION_OVER, Refusals.SESSION_OVER);
        }
    }

    /** Being in a consultation keeps a session alive; one that is over otherwise loses its connection. */
    void sweep() {
        desks.values().forEach(desk -> {
            if (desk.seat() != null) {
                sessions.touch(desk.session.id());
            } else if (!sessions.alive(desk.session.id())) {
                over(desk);
            }
        });
    }

    private void dismiss(ClientConnection connection, ClientConnection.Ending ending, ServerMessage.Error why) {
        board.unwatch(connection);
        connection.send(why);
        connection.close(ending);
    }
}
