// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.wire.ClientMessage;

/** What a connection's messages go to. Called by the connection, one message after the other. */
public sealed interface Client permits StaffClient, VisitorClient {
    void receive(ClientMessage message);

    /** The connection is closed, whoever closed it. */
    void gone();
}
