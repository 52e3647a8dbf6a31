// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.apotheca.media.bwe.PathMemory;
import io.apotheca.media.net.LocalAddress;
import io.apotheca.media.net.MediaLoop;
import io.apotheca.media.net.MediaLoops;
import io.apotheca.media.net.PortPlan;
import io.apotheca.media.net.UdpAdapter;
import io.apotheca.media.stun.TransportAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class NodeMemoryTest {
    private static final TransportAddress ADDRESS = TransportAddress.of(new byte[] {10, 0, 0, 1}, 5000);

    private static <T> T on(MediaLoop loop, Supplier<T> what) {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.execute(() -> done.complete(what.get()));
        return done.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void whatOneLoopFindsOutAllRemember() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        PortPlan plan = new PortPlan(List.of(new LocalAddress(loopback, loopback)), 0, 0, UdpAdapter.AUTO, null, 0, 0);
        try (MediaLoops loops = MediaLoops.start(3, plan)) {
            List<MediaLoop> all =
                    loops.entries().stream().map(MediaLoops.Entry::loop).toList();
            NodeMemory memory = new NodeMemory(all, new SecureRandom());
            on(all.getFirst(), () -> {
                memory.on(all.getFirst()).remember(ADDRESS, 700_000, false, 0);
                return true;
            });
            for (MediaLoop loop : all) {
                PathMemory own = memory.on(loop);
                assertThat(on(loop, () -> own.recall(ADDRESS, 1))).isEqualTo(700_000);
            }
        }
    }
}
