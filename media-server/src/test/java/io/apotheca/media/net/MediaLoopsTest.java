// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaLoopsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static PortPlan plan(UdpAdapter adapter, int port, String announced) {
        LocalAddress address = new LocalAddress(LOOPBACK, InetAddress.ofLiteral(announced));
        return new PortPlan(List.of(address), port, 0, adapter, null, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = UdpAdapter.class,
            names = {"AUTO", "PORTABLE"})
    void aTakenPortIsNamed(UdpAdapter adapter) throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, LOOPBACK)) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> MediaLoops.start(1, plan(adapter, port, "127.0.0.1"))
                            .close())
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining(Integer.toString(port));
        }
    }

    @Test
    void loopsHaveOnePortEach() throws IOException {
        try (MediaLoops loops = MediaLoops.start(3, plan(UdpAdapter.AUTO, 0, "192.0.2.1"))) {
            assertThat(loops.entries()).hasSize(3);
            assertThat(loops.entries())
                    .extracting(entry -> entry.addresses().getFirst().port())
                    .doesNotHaveDuplicates();
            assertThat(loops.entries().getFirst().addresses().getFirst().ip()).isEqualTo("192.0.2.1");
        }
    }
}
