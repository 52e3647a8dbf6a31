// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.ice;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.stun.MessageIntegrity;
import io.apotheca.media.stun.StunMessage;
import io.apotheca.media.stun.StunWriter;
import java.util.random.RandomGenerator;

/** The checks a browser sends to an ICE-lite server, for tests: one controlling agent with its credentials. */
public final class IceClient {
    private final IceParameters local;
    private final IceParameters server;
    private final RandomGenerator random;
    private final MessageIntegrity integrity;
    private final StunWriter writer = new StunWriter();
    private final StunMessage answer = new StunMessage();

    public IceClient(IceParameters local, IceParameters server, RandomGenerator random) {
        this.local = local;
        this.server = server;
        this.random = random;
        integrity = new MessageIntegrity(server.pwd());
    }

    /** Writes a check with a new transaction id. */
    public void check(boolean nominate, PacketBuffer into) {
        begin(into).username(server.ufrag() + ':' + local.ufrag()).priority(0x6E00_01FFL);
        writer.controlling(42);
        if (nominate) {
            writer.useCandidate();
        }
        writer.integrity(integrity).end();
    }

    /** Starts a check whose attributes, signature and end the caller writes. */
    public StunWriter begin(PacketBuffer into) {
        byte[] transactionId = new byte[12];
        random.nextBytes(transactionId);
        return writer.message(StunMessage.BINDING_REQUEST, transactionId, into);
    }

    /** Whether these bytes are the server's signed success. */
    public boolean isSuccess(byte[] bytes, int offset, int length) {
        return answer.wrap(bytes, offset, length)
                && answer.type() == StunMessage.BINDING_SUCCESS
                && answer.verifyIntegrity(integrity);
    }
}
