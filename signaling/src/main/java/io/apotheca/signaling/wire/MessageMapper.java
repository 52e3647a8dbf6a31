// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.Locale;

/** How Jackson reads and writes the messages: everything about their JSON form, so that the records stay free of it. */
final class MessageMapper {
    private static final int MAX_NESTING = 8;
    private static final int MAX_NUMBER_CHARS = 32;
    private static final int MAX_KEY_CHARS = 64;

    private MessageMapper() {}

    static JsonMapper create() {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxDocumentLength(MessageCodec.MAX_FRAME_BYTES)
                .maxStringLength(MessageCodec.MAX_FRAME_BYTES)
                .maxNestingDepth(MAX_NESTING)
                .maxNumberLength(MAX_NUMBER_CHARS)
                .maxNameLength(MAX_KEY_CHARS)
                .build();
        JsonMapper.Builder builder = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, text -> {
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .addModule(new InstantModule())
                .addMixIn(ClientMessage.class, Typed.class)
                .addMixIn(ServerMessage.class, Typed.class)
                .addMixIn(SlotMids.class, SlotMidsForm.Mixin.class)
                .addMixIn(Source.class, SmallLetters.class)
                .addMixIn(Person.Role.class, SmallLetters.class)
                .addMixIn(Person.State.class, SmallLetters.class)
                .addMixIn(ServerMessage.Welcome.Role.class, SmallLetters.class)
                .addMixIn(ConsentState.class, SmallLetters.class)
                .addMixIn(RecordedContent.class, SmallLetters.class)
                .addMixIn(ServerMessage.Recording.State.class, SmallLetters.class)
                .addMixIn(ServerMessage.Recording.Trouble.class, SmallLetters.class)
                .addMixIn(NetworkGrade.class, SmallLetters.class)
                .addMixIn(ParticipantQuality.State.class, SmallLetters.class)
                .addMixIn(ParticipantQuality.Protocol.class, SmallLetters.class)
                .addMixIn(ParticipantQuality.Limit.class, SmallLetters.class)
                .addMixIn(ParticipantQuality.Reason.class, SmallLetters.class);
        registerTypes(builder, ClientMessage.class);
        registerTypes(builder, ServerMessage.class);
        return builder.build();
    }

    private static void registerTypes(JsonMapper.Builder builder, Class<?> sealedType) {
        for (Class<?> type : sealedType.getPermittedSubclasses()) {
            builder.registerSubtypes(new NamedType(type, typeName(type)));
        }
    }

    /** The value of "type" on the wire. */
    static String typeName(Class<?> type) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    private interface SmallLetters {}
}
