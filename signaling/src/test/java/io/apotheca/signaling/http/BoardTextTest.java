// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.wire.MessageCodec;
import io.apotheca.signaling.wire.OpenConsultation;
import io.apotheca.signaling.wire.ServerMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTextTest {
    private final BoardText texts = new BoardText();

    @Test
    void aBoardIsWrittenOnceForAll() {
        ServerMessage.Queue board = new ServerMessage.Queue(List.of(), List.of());
        String text = texts.of(board);
        assertThat(text).isEqualTo(MessageCodec.encode(board));
        assertThat(texts.of(new ServerMessage.Pong())).isEqualTo(MessageCodec.encode(new ServerMessage.Pong()));
        assertThat(texts.of(board)).isSameAs(text);
        OpenConsultation open = new OpenConsultation("consultation", Instant.EPOCH, List.of());
        assertThat(texts.of(new ServerMessage.Queue(List.of(), List.of(open)))).contains("consultation\"");
    }
}
