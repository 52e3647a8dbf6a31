// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.dtls.DtlsIdentity;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.srtp.SrtpSuite;
import io.apotheca.media.time.NtpClock;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Connections on a few loops, by turns. All present one certificate, because making one for each would be the most
 * expensive part of joining.
 */
public final class LoopClients implements MediaClients, Closeable {
    private final SrtpSuite suite;
    private final NtpClock clock = new NtpClock(System.nanoTime(), System.currentTimeMillis() * 1_000_000);
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom());
    private final List<ClientLoop> loops;
    private final ReentrantLock lock = new ReentrantLock();
    private final SplittableRandom random;
    private int opened;

    private LoopClients(List<ClientLoop> loops, SrtpSuite suite, long seed) {
        this.loops = List.copyOf(loops);
        this.suite = suite;
        this.random = new SplittableRandom(seed);
    }

    /** Starts so many loops; the seed says when each stream's first frame comes, and which numbers streams begin with. */
    public static LoopClients start(int loops, SrtpSuite suite, long seed) throws IOException {
        List<ClientLoop> started = new ArrayList<>();
        for (int i = 0; i < loops; i++) {
            started.add(new ClientLoop("clients-" + i));
        }
        return new LoopClients(started, suite, seed);
    }

    @Override
    public MediaConnection open(InetAddress local) throws IOException {
        ClientSocket socket = ClientSocket.bind(local);
        lock.lock();
        try {
            SplittableRandom own = random.split();
            ClientLoop loop = loops.get(opened++ % loops.size());
            LocalParameters parameters =
                    new LocalParameters(IceParameters.random(own), identity.fingerprint(), socket.address());
            return new LoopConnection(loop, this, socket, parameters, own);
        } finally {
            lock.unlock();
        }
    }

    public int loops() {
        return loops.size();
    }

    /** What all participants did since the last call. */
    public Tally take() {
        List<CompletableFuture<Tally>> parts =
                loops.stream().map(ClientLoop::take).toList();
        Tally all = new Tally();
        parts.forEach(each -> all.add(each.join()));
        return all;
    }

    SrtpSuite suite() {
        return suite;
    }

    NtpClock clock() {
        return clock;
    }

    DtlsIdentity identity() {
        return identity;
    }

    @Override
    public void close() {
        loops.forEach(ClientLoop::close);
    }
}
