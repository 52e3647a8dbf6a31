// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.account.StaffSession;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One signed-in browser of a staff member at work: its newest connection, and the one consultation it takes part in.
 * Taking the seat is atomic, so that two admissions at the same time cannot seat somebody twice; only the consultation
 * that holds the seat gives it up. Any thread may use it.
 */
final class StaffDesk {
    final StaffSession session;
    private final AtomicReference<@Nullable ClientConnection> connection = new AtomicReference<>();
    private final AtomicReference<@Nullable String> seat = new AtomicReference<>();

    StaffDesk(StaffSession session) {
        this.session = session;
    }

    /** The connection that the newer one replaces. */
    @Nullable
    ClientConnection connect(ClientConnection newer) {
        return connection.getAndSet(newer);
    }

    void disconnect(ClientConnection lost) {
        connection.compareAndSet(lost, null);
    }

    @Nullable
    ClientConnection connection() {
        return connection.get();
    }

    boolean takeSeat(String consultationId) {
        return seat.compareAndSet(null, consultationId);
    }

    void giveUpSeat() {
        seat.set(null);
    }

    @Nullable
    String seat() {
        return seat.get();
    }

    boolean idle() {
        return connection.get() == null && seat.get() == null;
    }
}
