// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.ice;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.stun.MessageIntegrity;
import io.apotheca.media.stun.StunMessage;
import io.apotheca.media.stun.StunWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The ICE-lite agent of one transport (RFC 8445, sections 2.5 and 7.3): it answers connectivity checks and never sends one.
 * Owned by its loop. A check counts only when it names both username fragments and is signed with our password; anything
 * else gets no answer and changes nothing. The browser always controls: the newest check with USE-CANDIDATE selects its
 * path, which covers regular and aggressive nomination and later changes of mind alike.
 */
public final class IceLite {
    private static final int UNKNOWN_ATTRIBUTE = 420;
    private static final int BAD_REQUEST = 400;
    private static final int ROLE_CONFLICT = 487;

    private final byte[] username;
    private final MessageIntegrity integrity;
    private final StunWriter writer = new StunWriter();
    private final ValidatedPaths paths = new ValidatedPaths();
    private @Nullable NetworkPath selected;

    public IceLite(IceParameters local, String remoteUfrag) {
        username = (local.ufrag() + ':' + remoteUfrag).getBytes(StandardCharsets.UTF_8);
        integrity = new MessageIntegrity(local.pwd());
    }

    /** Judges a message that came by this path, and writes the answer, if it gets one, into {@code response}. */
    public StunOutcome onStun(StunMessage message, NetworkPath path, PacketBuffer response) {
        if (!message.isBindingRequest()) {
            return StunOutcome.DROP_UNEXPECTED;
        }
        if (!message.usernameIs(username) || !message.verifyIntegrity(integrity)) {
            return StunOutcome.DROP_UNAUTHENTICATED;
        }
        if (message.unknownCount() > 0) {
            writer.answer(StunMessage.BINDING_ERROR, message, response)
                    .error(UNKNOWN_ATTRIBUTE)
                    .unknownAttributes(message);
            return finish(StunOutcome.RESPOND);
        }
        if (message.iceControlled()) {
            return refuse(message, message.iceControlling() ? BAD_REQUEST : ROLE_CONFLICT, response);
        }
        writer.answer(StunMessage.BINDING_SUCCESS, message, response).mapped(path.remote());
        return finish(validate(message.useCandidate(), path));
    }

    /** Whether an authentic check came by this path (the {@value ValidatedPaths#LIMIT} newest are remembered). */
    public boolean validated(NetworkPath path) {
        return paths.contains(path);
    }

    /** The path the peer nominated last, or null before the first nomination. */
    public @Nullable NetworkPath selectedPath() {
        return selected;
    }

    /** The part of USERNAME that is ours, by which a transport is found (RFC 8445, section 7.2.2), unverified. */
    public static @Nullable String localUfrag(StunMessage message) {
        String username = message.username();
        if (username == null) {
            return null;
        }
        int colon = username.indexOf(':');
        return colon < 0 ? null : username.substring(0, colon);
    }

    private StunOutcome validate(boolean nominated, NetworkPath path) {
        paths.add(path, selected);
        if (!nominated || path.equals(selected)) {
            return StunOutcome.RESPOND;
        }
        selected = path;
        return StunOutcome.RESPOND_AND_SELECTED;
    }

    private StunOutcome refuse(StunMessage message, int code, PacketBuffer response) {
        writer.answer(StunMessage.BINDING_ERROR, message, response).error(code);
        return finish(StunOutcome.RESPOND);
    }

    private StunOutcome finish(StunOutcome outcome) {
        writer.integrity(integrity).end();
        return outcome;
    }
}
