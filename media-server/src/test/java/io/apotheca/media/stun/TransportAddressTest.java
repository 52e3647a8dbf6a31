// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TransportAddressTest {
    private static final byte[] IPV4 = {(byte) 203, 0, 113, 77};

    @Test
    void mappedIpv4IsIpv4() {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        System.arraycopy(IPV4, 0, mapped, 12, 4);
        assertThat(TransportAddress.of(mapped, 9)).isEqualTo(TransportAddress.of(IPV4, 9));
        assertThat(TransportAddress.of(mapped, 9).ip()).isEqualTo(IPV4);
    }

    @Test
    void neverPrintsTheAddress() {
        TransportAddress address = TransportAddress.of(IPV4, 51234);
        assertThat(address.toString()).matches("peer#[0-9a-f]{4}").doesNotContain("203", "51234");
        assertThat(address).hasToString(TransportAddress.of(IPV4, 51234).toString());
        assertThat(address.toString())
                .isNotEqualTo(TransportAddress.of(IPV4, 51235).toString());
    }

    @Test
    void refusesNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> TransportAddress.of(new byte[5], 1));
        assertThatIllegalArgumentException().isThrownBy(() -> TransportAddress.of(IPV4, 65536));
    }
}
