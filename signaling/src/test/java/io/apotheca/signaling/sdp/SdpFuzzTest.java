// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.apotheca.signaling.wire.ClientMessage;
import java.nio.charset.StandardCharsets;

/** Any text is answered with a readable answer or refused. */
class SdpFuzzTest {

    @FuzzTest
    void offer(byte[] bytes) throws BadOfferException {
        String sdp = new String(bytes, StandardCharsets.UTF_8);
        if (sdp.isEmpty() || sdp.length() > SdpParser.MAX_CHARS) {
            return;
        }
        PendingAnswer pending;
        try {
            ClientMessage.Offer offer = sdp.contains("a=mid:17") ? Offers.full(sdp) : Offers.small(sdp);
            pending = Offers.read(offer);
        } catch (BadOfferException e) {
            assertThat(e.code()).matches("[a-z0-9-]+");
            return;
        }
        SdpParser.parse(pending.answer(Offers.accept(pending.request())));
    }
}
