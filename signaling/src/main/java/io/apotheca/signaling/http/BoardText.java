// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import io.apotheca.signaling.wire.MessageCodec;
import io.apotheca.signaling.wire.ServerMessage;
import org.jspecify.annotations.Nullable;

/** The JSON form of messages: that of the staff's board, which all staff are sent, is made once. Any thread may use it. */
final class BoardText {
    private volatile @Nullable Form newest;

    private record Form(ServerMessage.Queue board, String text) {}

    String of(ServerMessage message) {
        return message instanceof ServerMessage.Queue board ? of(board) : MessageCodec.encode(message);
    }

    @SuppressWarnings("ReferenceEquality") // To compare what is in two boards takes as long as to write one.
    private String of(ServerMessage.Queue board) {
        Form known = newest;
        if (known == null || known.board() != board) {
            known = new Form(board, MessageCodec.encode(board));
            newest = known;
        }
        return known.text();
    }
}
