// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which sockets the loops get.
 *
 * @param addresses one socket of each kind on each, for each loop
 * @param firstPort the UDP port of the first loop, the next one for the next loop; 0 lets the system choose
 * @param announcedPort the UDP port that stands in the first loop's candidates, the next one for the next loop: another one
 *     where ports are translated between, or a relay stands; 0 for the loop's own
 * @param adapter how datagrams go to and come from the operating system
 * @param tcp null for UDP alone
 * @param loss share of datagrams lost on purpose, each way; 0 in production
 * @param lossSeed which ones
 */
public record PortPlan(
        List<LocalAddress> addresses,
        int firstPort,
        int announcedPort,
        UdpAdapter adapter,
        @Nullable TcpPlan tcp,
        double loss,
        long lossSeed) {
    public PortPlan {
        addresses = List.copyOf(addresses);
    }
}
