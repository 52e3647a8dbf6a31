// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.control.v1.HeaderExtension;
import io.apotheca.media.control.v1.JoinRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8888 feedback in offer and answer. */
class StreamFeedbackTest {
    private static final String BY_NUMBER = "a=rtcp-fb:(\\d+) transport-cc";
    private static final String ANSWERED = "a=rtcp-fb:* ack ccfb\r\n";

    private static String offer() {
        return Offers.text("chromium-offer-18");
    }

    private static JoinRequest request(String sdp) throws BadOfferException {
        return Offers.read(Offers.full(sdp)).request();
    }

    private static String answer(String sdp) throws BadOfferException {
        PendingAnswer pending = Offers.read(Offers.full(sdp));
        return pending.answer(Offers.accept(pending.request()));
    }

    private static int times(String part, String text) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    /** However it is offered, the answer has it for all payload types of each m-line. */
    @ParameterizedTest
    @ValueSource(strings = {"a=rtcp-fb:$1 ack ccfb", "a=rtcp-fb:* ack ccfb"})
    void isTakenWhereItIsOfferedAlone(String offered) throws BadOfferException {
        String sdp = offer().replaceAll(BY_NUMBER, offered);
        JoinRequest request = request(sdp);
        assertThat(request.getReportsByStream()).isTrue();
        assertThat(request.getReportedByStream()).isTrue();
        assertThat(request.getSlotsList())
                .allSatisfy(slot -> assertThat(slot.getVideo().getExtensionsList())
                        .noneMatch(each -> each.getExtension() == HeaderExtension.HEADER_EXTENSION_TRANSPORT_WIDE_CC));
        assertThat(times(ANSWERED, answer(sdp))).isEqualTo(18);
        assertThat(answer(sdp)).doesNotContain("transport-cc\r\n");
    }

    @Test
    void transportWideNumbersAreTakenWhereBothAreOffered() throws BadOfferException {
        String sdp = offer().replaceAll(BY_NUMBER, "$0\r\na=rtcp-fb:$1 ack ccfb");
        assertThat(request(sdp).getReportsByStream()).isFalse();
        assertThat(request(sdp).getReportedByStream()).isFalse();
        assertThat(answer(sdp)).doesNotContain("ccfb").contains("transport-cc\r\n");
    }

    @Test
    void numbersWithoutTheirExtensionAreNone() throws BadOfferException {
        String sdp = offer().replaceAll(BY_NUMBER, "$0\r\na=rtcp-fb:$1 ack ccfb")
                .replaceAll("a=extmap:\\d+ http://www.ietf.org/id/draft-holmer\\S+\r\n", "");
        assertThat(request(sdp).getReportsByStream()).isTrue();
        assertThat(request(sdp).getReportedByStream()).isTrue();
    }

    @Test
    void oneSlotWithoutItLeavesAllWithout() throws BadOfferException {
        String with = offer().replaceAll(BY_NUMBER, "a=rtcp-fb:$1 ack ccfb");
        int last = with.lastIndexOf("m=video");
        String sdp = with.substring(0, last) + with.substring(last).replaceAll("a=rtcp-fb:\\S+ ack ccfb\r\n", "");
        assertThat(request(sdp).getReportsByStream()).isFalse();
        assertThat(request(sdp).getReportedByStream()).as("the other direction").isTrue();
        assertThat(times(ANSWERED, answer(sdp))).isEqualTo(3);
    }

    @Test
    void whoOffersNeitherGetsNeither() throws BadOfferException {
        String sdp = offer().replaceAll(BY_NUMBER + "\r\n", "");
        assertThat(request(sdp).getReportsByStream()).isFalse();
        assertThat(request(sdp).getReportedByStream()).isFalse();
        assertThat(answer(sdp)).doesNotContain("ccfb");
    }
}
