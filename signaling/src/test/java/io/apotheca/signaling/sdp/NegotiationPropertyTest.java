// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.testing.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** However an offer is mangled, it is answered with a readable answer or refused. */
class NegotiationPropertyTest {
    private static final List<String> OFFERS =
            List.of("chromium-offer-18", "firefox-offer-18", "chromium-offer-simulcast", "firefox-offer-simulcast");

    @Test
    void mangledOffersAreAnsweredOrRefused() {
        List<String> texts = OFFERS.stream().map(Offers::text).toList();
        int[] answered = new int[1];
        Property.check(20_261_123L, 3000, random -> {
            String sdp = mangled(texts.get(random.nextInt(texts.size())), random);
            try {
                PendingAnswer pending = Offers.read(sdp.contains("a=mid:17") ? Offers.full(sdp) : Offers.small(sdp));
                SdpParser.parse(pending.answer(Offers.accept(pending.request())));
                answered[0]++;
            } catch (BadOfferException e) {
                assertThat(e.code()).isNotEmpty();
            }
        });
        assertThat(answered[0]).isBetween(100, 2900);
    }

    private static String mangled(String text, RandomGenerator random) {
        List<String> lines = new ArrayList<>(List.of(text.split("\r\n", -1)));
        for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(6)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 2 -> lines.set(at, lines.get(random.nextInt(lines.size())));
                case 3 ->
                    lines.set(
                            at,
                            lines.get(at)
                                    .substring(0, random.nextInt(lines.get(at).length() + 1)));
                case 4 -> lines.set(at, withCharacter(lines.get(at), random));
                default -> lines.subList(at, lines.size()).clear();
            }
            if (lines.isEmpty()) {
                lines.add("");
            }
        }
        return String.join("\r\n", lines) + " ";
    }

    private static String withCharacter(String line, RandomGenerator random) {
        int at = random.nextInt(line.length() + 1);
        char inserted = (char) random.nextInt(0x100);
        return line.substring(0, at) + inserted + line.substring(Math.min(at + random.nextInt(2), line.length()));
    }
}
