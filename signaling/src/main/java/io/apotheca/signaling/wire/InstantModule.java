// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.Serial;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Instants as ISO 8601 text in UTC. */
final class InstantModule extends SimpleModule {
    @Serial
    private static final long serialVersionUID = 1L;

    InstantModule() {
        addSerializer(Instant.class, new Writer());
        addDeserializer(Instant.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Instant> {
        @Serial
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.toString());
        }
    }

    private static final class Reader extends StdDeserializer<Instant> {
        @Serial
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                throw context.wrongTokenException(json, Instant.class, JsonToken.VALUE_STRING, "not an instant");
            }
            try {
                return Instant.parse(json.getText());
            } catch (DateTimeParseException e) {
                throw context.weirdStringException("", Instant.class, "not an instant");
            }
        }
    }
}
