// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any bytes are a message or refused, and what is a message is written as itself. */
class MessageCodecFuzzTest {

    @FuzzTest
    void clientMessage(byte[] frame) throws BadMessageException {
        ClientMessage message;
        try {
            message = MessageCodec.decode(new String(frame, StandardCharsets.UTF_8));
        } catch (BadMessageException e) {
            assertThat(e.code()).matches("[a-z-]+");
            return;
        }
        assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
    }

    @FuzzTest
    void serverMessage(byte[] frame) throws BadMessageException {
        ServerMessage message;
        try {
            message = MessageCodec.decodeServer(new String(frame, StandardCharsets.UTF_8));
        } catch (BadMessageException e) {
            assertThat(e.code()).matches("[a-z-]+");
            return;
        }
        assertThat(MessageCodec.decodeServer(MessageCodec.encode(message))).isEqualTo(message);
    }
}
