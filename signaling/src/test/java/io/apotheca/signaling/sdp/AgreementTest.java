// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apotheca.media.control.v1.RestartIceRequest;
import io.apotheca.signaling.wire.ClientMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An ICE restart: new credentials, and nothing else is new. */
class AgreementTest {
    private static Agreement agreed(String offer) throws BadOfferException {
        PendingAnswer pending = Offers.read(Offers.full(Offers.text(offer)));
        return pending.agreed(Offers.accept(pending.request()));
    }

    private static ClientMessage.Restart restart(String offer) {
        return new ClientMessage.Restart(Offers.text(offer).replaceAll("ice-ufrag:[^\\r\\n]+", "ice-ufrag:renewed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-offer-18", "firefox-offer-18"})
    void changesCredentialsCandidatesAndVersionOnly(String offer) throws BadOfferException {
        Agreement agreement = agreed(offer);
        String first = agreement.answer();
        assertThat(first.lines()).contains("a=candidate:3 1 tcp 1520434687 192.0.2.1 40001 typ host tcptype passive");

        RestartIceRequest request = agreement.restart(restart(offer));
        assertThat(request.getRoomId()).isEqualTo("room");
        assertThat(request.getParticipantId()).isEqualTo("participant");
        assertThat(request.getIce().getUfrag()).isEqualTo("renewed");
        String second = agreement.answer(Offers.accept(request));
        assertThat(rest(second)).isEqualTo(rest(first));
        assertThat(second.lines().filter(line -> line.startsWith("a=ice-ufrag:")))
                .isNotEmpty()
                .containsOnly("a=ice-ufrag:newOfrenewed");
        assertThat(second.lines().filter(line -> line.startsWith("a=candidate:")))
                .hasSize(1);
        assertThat(origin(second)[1]).isEqualTo(origin(first)[1]);
        assertThat(origin(second)[2]).isEqualTo("2");
        assertThat(origin(agreement.answer(Offers.accept(request)))[2]).isEqualTo("3");
    }

    private static String rest(String answer) {
        return String.join(
                "\n",
                answer.lines()
                        .filter(line -> !line.startsWith("a=ice-ufrag:")
                                && !line.startsWith("a=ice-pwd:")
                                && !line.startsWith("a=candidate:")
                                && !line.startsWith("o="))
                        .toList());
    }

    private static String[] origin(String answer) {
        return answer.lines()
                .filter(line -> line.startsWith("o="))
                .findFirst()
                .orElseThrow()
                .split(" ", -1);
    }

    @Test
    void isOfTheSameConnection() throws BadOfferException {
        Agreement agreement = agreed("chromium-offer-18");
        assertMismatch(agreement, restart("firefox-offer-18"));
        assertMismatch(agreement, restart("chromium-offer"));
        assertMismatch(
                agreement,
                new ClientMessage.Restart(Offers.text("chromium-offer-18")
                        .replaceAll("a=fingerprint:sha-256 ..", "a=fingerprint:sha-256 00")));
    }

    private static void assertMismatch(Agreement agreement, ClientMessage.Restart restart) {
        assertThatThrownBy(() -> agreement.restart(restart))
                .isInstanceOfSatisfying(
                        BadOfferException.class, e -> assertThat(e.code()).isEqualTo("restart-mismatch"));
    }
}
