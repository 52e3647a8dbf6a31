// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.wire.ServerMessage;

/** One client's open WebSocket, as consultations see it. Sending never blocks; to a closed one it does nothing. */
public interface ClientConnection {
    void send(ServerMessage message);

    /** Closes after what was sent. */
    void close(Ending ending);

    /** Why the server closes: the WebSocket's close code (RFC 6455 section 7.4.2, private use) and reason. */
    enum Ending {
        DONE(1000),
        GOING_AWAY(1001),
        BAD_CLIENT(1008),
        SESSION_OVER(4401),
        REPLACED(4409);

        private final int status;

        Ending(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
