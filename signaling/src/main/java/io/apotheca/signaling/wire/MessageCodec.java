// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/**
 * JSON form of the messages (RFC 8259). Unknown fields are ignored; duplicate keys, scalars of another type, deep nesting
 * and frames above {@link #MAX_FRAME_BYTES} are refused. Any thread may use it.
 */
public final class MessageCodec {
    /** The largest frame in either direction. */
    public static final int MAX_FRAME_BYTES = 256 * 1024;

    private static final JsonMapper MAPPER = MessageMapper.create();

    private MessageCodec() {}

    /** What a client sent. */
    public static ClientMessage decode(String frame) throws BadMessageException {
        return read(frame, ClientMessage.class);
    }

    /** What a server sent: for clients written in Java. */
    public static ServerMessage decodeServer(String frame) throws BadMessageException {
        return read(frame, ServerMessage.class);
    }

    public static String encode(ServerMessage message) {
        return write(message);
    }

    public static String encode(ClientMessage message) {
        return write(message);
    }

    /** The answer to staff who ask how a call is. */
    public static String encode(CallQuality quality) {
        return write(quality);
    }

    /** Such an answer: for clients written in Java. */
    public static CallQuality decodeQuality(String answer) throws BadMessageException {
        return read(answer, CallQuality.class);
    }

    private static <T> T read(String frame, Class<T> type) throws BadMessageException {
        if (frame.length() > MAX_FRAME_BYTES || frame.getBytes(StandardCharsets.UTF_8).length > MAX_FRAME_BYTES) {
            throw new BadMessageException("message-too-large", "The message is larger than 256 KiB.");
        }
        T message;
        try {
            message = MAPPER.readValue(frame, type);
        } catch (JsonProcessingException e) {
            throw refusal(e);
        }
        if (message == null) {
            throw new BadMessageException("bad-message", "The message is not a JSON object.");
        }
        return message;
    }

    /** The cause is left out on purpose: Jackson's texts quote the input. */
    private static BadMessageException refusal(JsonProcessingException e) {
        return switch (e) {
            case StreamConstraintsException ignored ->
                new BadMessageException(
                        "message-too-complex", "The message is nested too deeply or has too long values.");
            case JsonParseException ignored ->
                new BadMessageException("bad-json", "The message is not JSON, or has the same key twice.");
            case InvalidTypeIdException ignored ->
                new BadMessageException("unknown-type", "The message has no type that this server knows.");
            default -> new BadMessageException("bad-message", fieldProblem(e));
        };
    }

    private static String fieldProblem(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidFieldException invalid) {
                return String.valueOf(invalid.getMessage());
            }
        }
        return "A field of the message has the wrong kind of value.";
    }

    private static String write(Object message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "no JSON form of " + message.getClass().getSimpleName(), e);
        }
    }
}
