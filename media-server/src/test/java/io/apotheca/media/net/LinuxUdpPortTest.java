// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.buffer.PacketBuffer;
import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The contract by Linux' own calls, and what they save. */
@EnabledOnOs(
        value = OS.LINUX,
        architectures = {"amd64", "x86_64", "aarch64"})
class LinuxUdpPortTest extends UdpPortContract {
    @Override
    UdpPort bind(InetAddress ip, int port) throws IOException {
        return LinuxUdpPort.bind(ip, port);
    }

    @Override
    int messagesFor(int datagrams) {
        return 1;
    }

    @Override
    int callsFor(int datagrams) {
        return 1;
    }

    /** As on a kernel that knows of no messages of several datagrams. */
    @Nested
    class WithoutRuns extends UdpPortContract {
        @Override
        UdpPort bind(InetAddress ip, int port) throws IOException {
            return LinuxUdpPort.bind(ip, port, false);
        }

        @Override
        int messagesFor(int datagrams) {
            return datagrams;
        }

        @Override
        int callsFor(int datagrams) {
            return 1;
        }
    }

    private static void add(Batch batch, Endpoint to, int... lengths) {
        for (int length : lengths) {
            PacketBuffer datagram = new PacketBuffer();
            datagram.reset(length);
            batch.add(datagram, to);
        }
    }

    @Test
    void joinsWhatIsEquallyLongAndOneThatIsShorter() throws IOException {
        try (LinuxUdpPort from = LinuxUdpPort.bind(LOOPBACK, 0);
                LinuxUdpPort to = LinuxUdpPort.bind(LOOPBACK, 0)) {
            Batch batch = new Batch(20);
            Endpoint end = Endpoint.of(to.address());
            add(batch, end, 900, 900, 900, 800);
            add(batch, end, 800, 801, 801, 0);
            add(batch, Endpoint.of(to.address()), 801);
            from.send(batch);
            assertThat(from.trips().callsOut()).isEqualTo(1);
            assertThat(from.trips().messagesOut())
                    .as("4, 1, 2, the empty one, another end")
                    .isEqualTo(5);
            assertThat(to.receive(20, (datagram, sender, arrivedNanos) -> {})).isEqualTo(9);
            assertThat(to.trips().messagesIn()).isEqualTo(5);
            assertThat(to.trips().callsIn()).isEqualTo(1);
        }
    }

    @Test
    void aMessageHasItsLimits() throws IOException {
        try (LinuxUdpPort from = LinuxUdpPort.bind(LOOPBACK, 0);
                LinuxUdpPort to = LinuxUdpPort.bind(LOOPBACK, 0)) {
            Batch batch = new Batch(200);
            Endpoint end = Endpoint.of(to.address());
            for (int i = 0; i < 65; i++) {
                add(batch, end, 100);
            }
            from.send(batch);
            assertThat(from.trips().messagesOut()).as("of 64 datagrams at most").isEqualTo(2);
            batch.clear();
            for (int i = 0; i < 64; i++) {
                add(batch, end, 1_400);
            }
            from.send(batch);
            assertThat(from.trips().messagesOut()).as("of 65,000 bytes at most").isEqualTo(4);
            assertThat(to.receive(200, (datagram, sender, arrivedNanos) -> {})).isEqualTo(129);
        }
    }

    @Test
    void aWayThatTakesNoRunsIsFoundOutOnce() throws IOException {
        try (LinuxUdpPort from = LinuxUdpPort.bind(LOOPBACK, 0)) {
            Batch batch = new Batch(20);
            Endpoint nowhere = Endpoint.of(new java.net.InetSocketAddress(LOOPBACK, 0));
            add(batch, nowhere, 100, 100, 100);
            from.send(batch);
            assertThat(nowhere.oneByOne()).isTrue();
            assertThat(from.trips().runsRefused()).isEqualTo(1);
            from.send(batch);
            assertThat(from.trips().runsRefused()).isEqualTo(1);
            assertThat(from.sendsRuns()).as("others go on").isTrue();
        }
    }
}
