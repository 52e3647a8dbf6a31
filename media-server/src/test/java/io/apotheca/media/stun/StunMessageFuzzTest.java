// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.stun;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.media.buffer.PacketBuffer;

class StunMessageFuzzTest {
    private final MessageIntegrity integrity = new MessageIntegrity(StunVectors.PASSWORD);

    /** Whatever arrives, reading and answering it neither throws nor leaves the datagram. */
    @FuzzTest
    void readsAnything(byte[] datagram) {
        StunMessage message = new StunMessage();
        if (!message.wrap(datagram, 0, datagram.length)) {
            return;
        }
        boolean signed = message.verifyIntegrity(integrity);
        PacketBuffer response = new PacketBuffer();
        new StunWriter()
                .answer(StunMessage.BINDING_ERROR, message, response)
                .error(420)
                .unknownAttributes(message)
                .integrity(integrity)
                .end();
        StunMessage answer = new StunMessage();
        if (!answer.wrap(response.bytes, 0, response.length) || !answer.verifyIntegrity(integrity)) {
            throw new AssertionError("the answer is not sound; request signed: " + signed);
        }
        touch(message);
    }

    private static void touch(StunMessage message) {
        Object[] values = {
            message.username(),
            message.usernameIs(new byte[4]),
            message.priority(),
            message.errorCode(),
            message.mappedAddress(),
            message.transactionId(),
            message.type(),
        };
        if (values.length == 0) {
            throw new AssertionError();
        }
    }
}
