// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageCodecTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bad-json            | {",
                "bad-json            | {'type':'ping'",
                "bad-json            | {'type':'admit','participant':'a','participant':'b'}",
                "bad-json            | {'type':'ping','type':'leave'}",
                "bad-json            | {'type':'ping','more':{'a':1,'a':2}}",
                "bad-json            | {'participant':'a','participant':'b','type':'admit'}",
                "bad-json            | NaN",
                "bad-message         | ``",
                "bad-message         | null",
                "bad-message         | {'type':'ping'} {}",
                "unknown-type        | {}",
                "unknown-type        | {'type':'welcome','role':'staff','name':'A'}",
                "unknown-type        | {'type':'java.lang.Object'}",
                "unknown-type        | {'type':null}",
                "unknown-type        | {'type':7}",
                "bad-message         | []",
                "unknown-type        | 'ping'",
                "bad-message         | {'type':'admit'}",
                "bad-message         | {'type':'admit','participant':null}",
                "bad-message         | {'type':'admit','participant':''}",
                "bad-message         | {'type':'admit','participant':7}",
                "bad-message         | {'type':'admit','participant':'a b'}",
                "bad-message         | {'type':'admit','participant':['a']}",
                "bad-message         | {'type':'admit','participant':true}",
                "bad-message         | {'type':'admit','participant':1.5}",
                "bad-message         | {'type':'sources','microphone':'','camera':true,'screen':true}",
                "bad-message         | {'type':'sources','microphone':true,'camera':true}",
                "bad-message         | {'type':'sources','microphone':true,'camera':true,'screen':null}",
                "bad-message         | {'type':'sources','microphone':true,'camera':true,'screen':'true'}",
                "bad-message         | {'type':'sources','microphone':true,'camera':true,'screen':1}",
                "bad-message         | {'type':'offer'}",
                "bad-message         | {'type':'offer','sdp':'','sources':{},'slots':[]}",
                "bad-message         | {'type':'offer','sdp':'v','sources':{'0':'kitchen'},'slots':[]}",
                "bad-message         | {'type':'offer','sdp':'v','sources':{'0':0},'slots':[]}",
                "bad-message         | {'type':'offer','sdp':'v','sources':{'0':''},'slots':[]}",
                "bad-message         | {'type':'offer','sdp':'v','sources':{'0':'CAMERA'},'slots':[]}",
                "bad-message         | {'type':'offer','sdp':'v','sources':{'0':null},'slots':[]}",
                "bad-message         | {'type':'offer','sdp':'v','sources':{'':'camera'},'slots':[]}",
                "bad-message         | {'type':'offer','sdp':'v','sources':[],'slots':[]}",
                "bad-message         | {'type':'offer','sdp':'v','sources':{},'slots':[null]}",
                "bad-message         | {'type':'offer','sdp':'v','sources':{},'slots':[{'audio':'1'}]}",
                "bad-message         | {'type':'offer','sdp':'v','sources':{},'slots':[{'video':'1'}]}",
                "bad-message         | {'type':'offer','sdp':'v','sources':{},'slots':[{'audio':'1','video':'2','screen':true}]}",
                "message-too-complex | {'type':'ping','a':[[[[[[[[[[[[]]]]]]]]]]]]}",
                "message-too-complex | {'type':'ping','a':1234567890123456789012345678901234567890}",
            })
    void refusesWhatIsNoMessage(String code, String frame) {
        assertThat(refusal(frame.replace('\'', '"')).code()).isEqualTo(code);
    }

    @Test
    void ignoresUnknownFields() throws BadMessageException {
        assertThat(MessageCodec.decode("{\"new\":{\"x\":[1]},\"type\":\"admit\",\"participant\":\"p\",\"z\":null}"))
                .isEqualTo(new ClientMessage.Admit("p"));
    }

    @Test
    void keepsScreenSlotsApart() throws BadMessageException {
        ClientMessage.Offer offer = new ClientMessage.Offer(
                "v=0", Map.of("0", Source.CAMERA), List.of(SlotMids.person("1", "2"), SlotMids.screen("3")));
        assertThat(MessageCodec.decode(MessageCodec.encode(offer))).isEqualTo(offer);
    }

    @Test
    void nobodySpeaksWithoutAParticipant() throws BadMessageException {
        assertThat(MessageCodec.encode(new ServerMessage.Speaker(null))).isEqualTo("{\"type\":\"speaker\"}");
        assertThat(MessageCodec.decodeServer("{\"type\":\"speaker\",\"participant\":null}"))
                .isEqualTo(new ServerMessage.Speaker(null));
    }

    @Test
    @Timeout(5)
    void refusesLargeFramesUnread() {
        String filler = "x".repeat(10 * 1024 * 1024);
        Instant start = Instant.now();
        assertThat(refusal("{\"type\":\"offer\",\"sdp\":\"" + filler + "\"}").code())
                .isEqualTo("message-too-large");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void countsBytesNotCharacters() {
        String frame = "{\"type\":\"ping\",\"a\":\"" + "€".repeat(100 * 1024) + "\"}";
        assertThat(frame.length()).isLessThan(MessageCodec.MAX_FRAME_BYTES);
        assertThat(refusal(frame).code()).isEqualTo("message-too-large");
    }

    @Test
    void refusesTooManyEntries() {
        String slot = "{\"audio\":\"1\",\"video\":\"2\"},";
        String slots = slot.repeat(33).replaceAll(",$", "");
        BadMessageException refused =
                refusal("{\"type\":\"offer\",\"sdp\":\"v\",\"sources\":{},\"slots\":[" + slots + "]}");
        assertThat(refused.message()).isEqualTo("The field \"slots\" must have at most 32 entries.");
    }

    @Test
    void saysNothingOfWhatWasSent() {
        for (String frame : List.of(
                "{\"type\":\"SECRET\"}",
                "{\"type\":\"admit\",\"participant\":\"SECRET !\"}",
                "{\"type\":\"sources\",\"microphone\":\"SECRET\"}",
                "{\"type\":\"offer\",\"sdp\":\"v\",\"sources\":{\"SECRET \":\"SECRET\"},\"slots\":[]}",
                "SECRET",
                "{\"SECRET\":1,\"SECRET\":2}")) {
            BadMessageException refused = refusal(frame);
            assertThat(refused.message()).doesNotContain("SECRET").doesNotContain("jackson");
            assertThat(refused).hasNoCause();
        }
    }

    @Test
    void namesAndSdpStayOutOfLogs() {
        Instant since = Instant.EPOCH;
        WaitingPerson waiting = new WaitingPerson("p", "c", "SECRET", since);
        OpenConsultation open = new OpenConsultation("c", since, List.of("SECRET"));
        Person person =
                new Person("p", "SECRET", Person.Role.PATIENT, Person.State.CONNECTED, true, true, false, false);
        assertThat(List.of(
                        new ServerMessage.Welcome(ServerMessage.Welcome.Role.STAFF, "SECRET"),
                        new ServerMessage.Queue(List.of(waiting), List.of(open)),
                        new ServerMessage.Roster(List.of(person)),
                        new ServerMessage.Answer("SECRET"),
                        new ClientMessage.Offer("SECRET", Map.of(), List.of())))
                .allSatisfy(message -> assertThat(message.toString()).doesNotContain("SECRET"));
    }

    private static BadMessageException refusal(String frame) {
        return catchThrowableOfType(BadMessageException.class, () -> MessageCodec.decode(frame));
    }
}
