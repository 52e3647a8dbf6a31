// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.e2e;

import io.apotheca.bench.link.LinkSpec;
import io.apotheca.bench.link.Loss;
import io.apotheca.bench.relay.LinkSettings;
import io.apotheca.bench.relay.UdpRelay;
import io.apotheca.signaling.e2e.Probe;
import io.apotheca.signaling.e2e.Tab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** One person's link to the server's media port: 50 ms of delay each way, a queue of 300 ms, and what rate is asked for. */
final class BadLink implements AutoCloseable {
    private final UdpRelay relay;

    private BadLink(UdpRelay relay) {
        this.relay = relay;
    }

    /** To the server's port of this number. */
    static BadLink of(int mediaPort, long downBps, long upBps) {
        return of(mediaPort, settings(downBps, upBps));
    }

    /** Of this rate both ways, losing this share of what goes up at random. */
    static BadLink losing(int mediaPort, double share, long bps) {
        return of(
                mediaPort,
                new LinkSettings(LinkSpec.of(bps).loss(new Loss.Random(share)).seed(2), LinkSpec.of(bps)));
    }

    private static BadLink of(int mediaPort, LinkSettings settings) {
        try {
            return new BadLink(UdpRelay.start(new UdpRelay.Plan(
                    new InetSocketAddress(0),
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), mediaPort),
                    settings,
                    true)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static LinkSettings settings(long downBps, long upBps) {
        return new LinkSettings(LinkSpec.of(upBps).seed(2), LinkSpec.of(downBps));
    }

    /** Puts itself between the page and the server; before the page's call begins. */
    void carries(Tab tab) {
        new Probe(tab).through(relay.address().getPort());
    }

    void change(long downBps, long upBps) {
        relay.change(settings(downBps, upBps));
    }

    /** Datagrams lost on the way up since this was last asked. */
    long lost() {
        return relay.status().up().lostPackets();
    }

    @Override
    public void close() {
        relay.close();
    }
}
