// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.ice;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.stun.StunMessage;
import io.apotheca.media.stun.StunWriter;
import org.jspecify.annotations.Nullable;

/**
 * The ICE-lite agent of one transport (RFC 8445, sections 2.5 and 7.3): it answers connectivity checks and never sends one.
 * Owned by its loop. A check counts only when it names both username fragments and is signed with our password; anything
 * else gets no answer and changes nothing. The browser always controls: the newest check with USE-CANDIDATE selects its
 * path, which covers regular and aggressive nomination and later changes of mind alike. A peer whose media comes by another
 * validated path, after the selected one has been silent for a moment, has moved there, nominated or not.
 *
 * <p>Consent (RFC 7675): a lite agent sends no checks of its own, so what comes from the peer, authentic, by a path is its
 * consent to be sent to by that path, for {@value #CONSENT_NANOS} ns.
 */
public final class IceLite {
    private static final int UNKNOWN_ATTRIBUTE = 420;
    private static final int BAD_REQUEST = 400;
    private static final int ROLE_CONFLICT = 487;
    /** RFC 7675, section 5.1. */
    static final long CONSENT_NANOS = 30_000_000_000L;
    /** Longer than packets of two paths overtake each other, shorter than anybody notices. */
    static final long MOVED_NANOS = 250_000_000L;

    private final StunWriter writer = new StunWriter();
    private final ValidatedPaths paths = new ValidatedPaths();
    private Credentials credentials;
    private @Nullable Credentials before;
    /** Whether the peer has the present credentials: a check came by them. */
    private boolean used;

    private @Nullable NetworkPath selected;
    private @Nullable NetworkPath provisional;

    private int restarts;

    public IceLite(IceParameters local, String remoteUfrag) {
        credentials = new Credentials(local, remoteUfrag);
    }

    /**
     * An ICE restart (RFC 8445, section 9): from here on checks go by these. The ones before count too, and the path in use
     * goes on, until the peer nominates a path by the new ones; so a restart whose answer is lost does no harm.
     */
    public void restart(IceParameters local, String remoteUfrag) {
        if (used || before == null) {
            before = credentials;
        }
        used = false;
        credentials = new Credentials(local, remoteUfrag);
        restarts++;
    }

    /** How many restarts there were. */
    public int restarts() {
        return restarts;
    }

    /** Judges a message that came by this path, and writes the answer, if it gets one, into {@code response}. */
    public StunOutcome onStun(StunMessage message, NetworkPath path, PacketBuffer response, long nowNanos) {
        if (!message.isBindingRequest()) {
            return StunOutcome.DROP_UNEXPECTED;
        }
        Credentials by = covering(message);
        if (by == null) {
            return StunOutcome.DROP_UNAUTHENTICATED;
        }
        if (message.unknownCount() > 0) {
            writer.answer(StunMessage.BINDING_ERROR, message, response)
                    .error(UNKNOWN_ATTRIBUTE)
                    .unknownAttributes(message);
            return finish(StunOutcome.RESPOND, by);
        }
        if (message.iceControlled()) {
            int code = message.iceControlling() ? BAD_REQUEST : ROLE_CONFLICT;
            writer.answer(StunMessage.BINDING_ERROR, message, response).error(code);
            return finish(StunOutcome.RESPOND, by);
        }
        writer.answer(StunMessage.BINDING_SUCCESS, message, response).mapped(path.remote());
        return finish(validate(message.useCandidate(), path, by, nowNanos), by);
    }

    private @Nullable Credentials covering(StunMessage message) {
        if (credentials.cover(message)) {
            used = true;
            return credentials;
        }
        return before != null && before.cover(message) ? before : null;
    }

    private StunOutcome validate(boolean nominated, NetworkPath path, Credentials by, long nowNanos) {
        paths.add(path, path(), nowNanos);
        provisional = path;
        if (!nominated) {
            return StunOutcome.RESPOND;
        }
        if (by == credentials) {
            before = null;
        }
        if (path.equals(selected)) {
            return StunOutcome.RESPOND;
        }
        selected = path;
        return StunOutcome.RESPOND_AND_SELECTED;
    }

    private StunOutcome finish(StunOutcome outcome, Credentials by) {
        writer.integrity(by.integrity()).end();
        return outcome;
    }

    /** Something authentic other than a check came by this validated path. */
    public void onAuthentic(NetworkPath path, long nowNanos) {
        if (!paths.heard(path, nowNanos) || selected == null || selected.equals(path)) {
            return;
        }
        if (nowNanos - paths.heardNanos(selected) >= MOVED_NANOS) {
            selected = path;
        }
    }

    /** This path is no more: a connection that ended. */
    public void onLost(NetworkPath path) {
        paths.remove(path);
        if (path.equals(selected)) {
            selected = null;
        }
        provisional = paths.liveliest();
    }

    /** Gives up the path in use when the peer's consent to it has run out, for the one it was heard by last. */
    public void expire(long nowNanos) {
        if (nowNanos < consentUntilNanos()) {
            return;
        }
        selected = null;
        provisional = paths.liveliest();
        if (nowNanos >= consentUntilNanos()) {
            provisional = null;
        }
    }

    /** When the consent to the path in use runs out unless it is renewed; {@code Long.MAX_VALUE} when there is none. */
    public long consentUntilNanos() {
        NetworkPath path = path();
        return path == null ? Long.MAX_VALUE : paths.heardNanos(path) + CONSENT_NANOS;
    }

    /** Whether an authentic check came by this path (the {@value ValidatedPaths#LIMIT} newest are remembered). */
    public boolean validated(NetworkPath path) {
        return paths.contains(path);
    }

    /** The path the peer nominated last or moved to, or null before the first nomination. */
    public @Nullable NetworkPath selectedPath() {
        return selected;
    }

    /** Where to send: the selected path, before there is one the one checked last, or null. */
    public @Nullable NetworkPath path() {
        return selected == null ? provisional : selected;
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
}
