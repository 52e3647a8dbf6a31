// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.wire.ClientMessage;
import io.apotheca.signaling.wire.ServerMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md names every message and every reason for which an offer is refused. */
class ProtocolPageTest {

    @Test
    void namesEverything() throws Exception {
        Stream<String> types = Stream.of(ClientMessage.class, ServerMessage.class)
                .flatMap(side -> Arrays.stream(side.getPermittedSubclasses()))
                .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT));
        Stream<String> codes = Arrays.stream(OfferProblem.values()).map(OfferProblem::code);
        String page = Files.readString(Path.of("PROTOCOL.md"));
        assertThat(Stream.concat(types, codes))
                .allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
    }
}
