// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.ice;

import io.apotheca.media.stun.MessageIntegrity;
import io.apotheca.media.stun.StunMessage;
import java.nio.charset.StandardCharsets;

/** What a peer's checks must name and be signed with, until an ICE restart changes both. */
final class Credentials {
    private final byte[] username;
    private final MessageIntegrity integrity;

    Credentials(IceParameters local, String remoteUfrag) {
        username = (local.ufrag() + ':' + remoteUfrag).getBytes(StandardCharsets.UTF_8);
        integrity = new MessageIntegrity(local.pwd());
    }

    boolean cover(StunMessage message) {
        return message.usernameIs(username) && message.verifyIntegrity(integrity);
    }

    MessageIntegrity integrity() {
        return integrity;
    }
}
