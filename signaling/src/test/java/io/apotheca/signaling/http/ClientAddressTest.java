// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.signaling.config.AddressRange;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientAddressTest {
    private final ClientAddress behindProxies = new ClientAddress(
            Stream.of("127.0.0.1", "10.0.0.0/8", "::1").map(AddressRange::parse).toList());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1 | 203.0.113.7                      | 203.0.113.7",
                "127.0.0.1 | 198.51.100.1, 203.0.113.7        | 203.0.113.7",
                "127.0.0.1 | 203.0.113.7 , 10.1.2.3           | 203.0.113.7",
                "[::1]     | 2001:db8::7                      | 2001:db8:0:0:0:0:0:7",
                "127.0.0.1 | [2001:db8::7]                    | 2001:db8:0:0:0:0:0:7",
                "127.0.0.1 | 10.1.2.3                         | 10.1.2.3",
                "127.0.0.1 | 203.0.113.7, somebody            | 127.0.0.1",
                "127.0.0.1 | somebody, 10.1.2.3               | 10.1.2.3",
                "127.0.0.1 | 203.0.113.7,                     | 127.0.0.1",
                "127.0.0.1 | fe80::1%lo                       | 127.0.0.1",
            })
    void isWhomTheLastTrustedProxyNames(String socket, String header, String client) {
        assertThat(behindProxies.of(socket, List.of(header))).isEqualTo(client);
    }

    @Test
    void readsSeveralHeadersInTheirOrder() {
        assertThat(behindProxies.of("127.0.0.1", List.of("198.51.100.1, 203.0.113.7", "10.0.0.9")))
                .isEqualTo("203.0.113.7");
        assertThat(behindProxies.of("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
    }

    @Test
    void whoIsNoTrustedProxyIsNotBelieved() {
        assertThat(behindProxies.of("192.0.2.1", List.of("203.0.113.7"))).isEqualTo("192.0.2.1");
        assertThat(new ClientAddress(List.of()).of("127.0.0.1", List.of("203.0.113.7")))
                .isEqualTo("127.0.0.1");
    }
}
