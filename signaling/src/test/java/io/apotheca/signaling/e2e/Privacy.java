// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What must never stand in a log: names, addresses, tokens, and anything out of an SDP. */
final class Privacy {
    private static final Pattern IPV4 = Pattern.compile("\\b\\d{1,3}(\\.\\d{1,3}){3}\\b");
    private static final Pattern IPV6 =
            Pattern.compile("(?i)\\b[0-9a-f]{1,4}::[0-9a-f]{0,4}|([0-9a-f]{1,4}:){4,}[0-9a-f]{1,4}");
    private static final List<String> SDP = List.of(
            "v=0", "o=-", "m=audio", "m=video", "candidate:", "ice-ufrag", "ice-pwd", "fingerprint:", "rtpmap:");

    private Privacy() {}

    static void check(String log, List<String> secrets) {
        List<String> forbidden = new ArrayList<>(SDP);
        forbidden.addAll(secrets);
        for (Person person : Person.values()) {
            forbidden.add(person.fullName());
        }
        assertThat(log).doesNotContain(forbidden).doesNotContainPattern(IPV4).doesNotContainPattern(IPV6);
    }
}
