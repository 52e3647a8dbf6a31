// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTextTest {
    /** Whoever reads archives relies on each of these, to the letter. */
    static Stream<Arguments> notes() {
        return Stream.of(
                arguments(new SessionNote.Joined(1, "p", "Zoë \"Q\""), """
                        {"note":"joined","timeMillis":1,"participant":"p","name":"Zoë \\"Q\\""}"""),
                arguments(new SessionNote.Left(2, "p"), """
                        {"note":"left","timeMillis":2,"participant":"p"}"""),
                arguments(new SessionNote.TrackAdded(3, 4, "p", Source.CAMERA, Codec.VP8, false), """
                        {"note":"trackAdded","timeMillis":3,"number":4,"participant":"p","source":"CAMERA",\
                        "codec":"VP8","encrypted":false}"""),
                arguments(new SessionNote.Paused(5, "p", Source.MICROPHONE), """
                        {"note":"paused","timeMillis":5,"participant":"p","source":"MICROPHONE"}"""),
                arguments(new SessionNote.Resumed(6, "p", Source.SCREEN), """
                        {"note":"resumed","timeMillis":6,"participant":"p","source":"SCREEN"}"""),
                arguments(new SessionNote.Ended(7, "p", Source.SCREEN), """
                        {"note":"ended","timeMillis":7,"participant":"p","source":"SCREEN"}"""),
                arguments(new SessionNote.Gap(8, 9, 10, 11), """
                        {"note":"gap","timeMillis":8,"toMillis":9,"number":10,"packets":11}"""),
                arguments(new SessionNote.StreamSwitched(12, 1, 2), """
                        {"note":"streamSwitched","timeMillis":12,"number":1,"stream":2}"""),
                arguments(new SessionNote.TapDropped(13, "p", Source.CAMERA, 14), """
                        {"note":"tapDropped","timeMillis":13,"participant":"p","source":"CAMERA","packets":14}"""),
                arguments(new SessionNote.DocumentBegan(15, 16, List.of(1, 2)), """
                        {"note":"documentBegan","timeMillis":15,"position":16,"numbers":[1,2]}"""),
                arguments(new SessionNote.ClusterBegan(17, 18, true), """
                        {"note":"clusterBegan","timeMillis":17,"position":18,"key":true}"""),
                arguments(new SessionNote.TooMany(19), """
                        {"note":"tooMany","timeMillis":19}"""));
    }

    @ParameterizedTest
    @MethodSource("notes")
    void aNoteIsItsRecord(SessionNote note, String text) {
        assertThat(NoteText.of(note)).asString(StandardCharsets.UTF_8).isEqualTo(text);
    }

    @Test
    void everyKindOfNoteIsHere() {
        assertThat(notes().map(each ->
                        (Object) Objects.requireNonNull(each.get()[0]).getClass()))
                .containsExactlyInAnyOrder((Object[]) SessionNote.class.getPermittedSubclasses());
    }

    @Test
    void aFactKeepsItsOwnTimeOrGetsOne() {
        String fact = "{\"note\":\"person\",\"participant\":\"p\"}";
        assertThat(NoteText.fact(fact)).hasValueSatisfying(read -> {
            assertThat(NoteText.kind(read)).isEqualTo("person");
            assertThat(NoteText.of(read, 7))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("{\"note\":\"person\",\"participant\":\"p\",\"timeMillis\":7}");
        });
        String own = "{\"note\":\"session\",\"timeMillis\":0}";
        assertThat(NoteText.fact(own))
                .hasValueSatisfying(read -> assertThat(NoteText.of(read, 7))
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "1", "null", "{}", "{\"note\":1}"})
    void whatIsNoNoteIsNoFact(String text) {
        assertThat(NoteText.fact(text)).isEmpty();
        assertThat(NoteText.fact("{\"note\":\"" + "a".repeat(NoteText.LONGEST_FACT) + "\"}"))
                .isEmpty();
    }
}
