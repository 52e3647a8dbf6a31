// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.stun.MessageIntegrity;
import io.apotheca.media.stun.StunMessage;
import io.apotheca.media.stun.StunWriter;
import io.apotheca.media.stun.TransportAddress;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * The controlling agent of one pair of addresses (RFC 8445): checks and nominates it at once, goes on checking as consent
 * (RFC 7675), and answers the peer's checks. Owned by its loop.
 */
final class IceAgent {
    private static final long FIRST_CHECKS_NANOS = 100_000_000;
    private static final long CHECKS_NANOS = 2_500_000_000L;
    private static final long HOST_PRIORITY = 0x6E00_01FFL;

    private final String username;
    private final byte[] ownUsername;
    private final MessageIntegrity peerIntegrity;
    private final MessageIntegrity ownIntegrity;
    private final TransportAddress peer;
    private final RandomGenerator random;
    private final long tieBreaker;
    private final StunMessage message = new StunMessage();
    private final StunWriter writer = new StunWriter();
    private boolean valid;
    private long nextCheckNanos;

    IceAgent(
            IceParameters own,
            IceParameters peer,
            TransportAddress peerAddress,
            RandomGenerator random,
            long nowNanos) {
        this.username = peer.ufrag() + ':' + own.ufrag();
        this.ownUsername = (own.ufrag() + ':' + peer.ufrag()).getBytes(StandardCharsets.UTF_8);
        this.peerIntegrity = new MessageIntegrity(peer.pwd());
        this.ownIntegrity = new MessageIntegrity(own.pwd());
        this.peer = peerAddress;
        this.random = random;
        this.tieBreaker = random.nextLong();
        this.nextCheckNanos = nowNanos;
    }

    /** Whether a check has been answered. */
    boolean valid() {
        return valid;
    }

    long nextDeadlineNanos() {
        return nextCheckNanos;
    }

    /** Writes the check that is due. */
    void check(PacketBuffer into, long nowNanos) {
        nextCheckNanos = nowNanos + (valid ? CHECKS_NANOS : FIRST_CHECKS_NANOS);
        byte[] transaction = new byte[12];
        random.nextBytes(transaction);
        writer.message(StunMessage.BINDING_REQUEST, transaction, into)
                .username(username)
                .priority(HOST_PRIORITY)
                .controlling(tieBreaker)
                .useCandidate()
                .integrity(peerIntegrity)
                .end();
    }

    /** Takes what looks like STUN; true when an answer was written. Without a valid signature nothing happens. */
    boolean onStun(PacketBuffer datagram, PacketBuffer answer, long nowNanos) {
        if (!message.wrap(datagram.bytes, datagram.offset, datagram.length)) {
            return false;
        }
        if (message.type() == StunMessage.BINDING_SUCCESS && message.verifyIntegrity(peerIntegrity)) {
            if (!valid) {
                valid = true;
                nextCheckNanos = nowNanos + CHECKS_NANOS;
            }
            return false;
        }
        if (!message.isBindingRequest() || !message.usernameIs(ownUsername) || !message.verifyIntegrity(ownIntegrity)) {
            return false;
        }
        writer.answer(StunMessage.BINDING_SUCCESS, message, answer)
                .mapped(peer)
                .integrity(ownIntegrity)
                .end();
        return true;
    }
}
