// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.dtls.DtlsEndpoint;
import io.apotheca.media.dtls.Fingerprint;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.srtp.JitsiSrtp;
import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProfile;
import io.apotheca.media.testing.SansIo;
import io.apotheca.media.testing.Simulation;
import io.apotheca.media.testing.VirtualLink;
import io.apotheca.media.time.NtpClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Two transports with a link each way between them, in virtual time. The handshake gives both their keys at once. */
final class TransportPair {
    private final Simulation simulation = new Simulation(Simulation.seconds(1));
    private final End left;
    private final End right;

    @SuppressWarnings("ArgumentSelectionDefectChecker") // what one end sends with, the other receives with
    TransportPair(long seed, double loss, long delayNanos) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] material = new byte[56];
        random.nextBytes(material);
        SrtpKeys keys = SrtpKeys.split(SrtpProfile.AEAD_AES_128_GCM, material);
        SrtpKeys others =
                new SrtpKeys(keys.profile(), keys.serverKey(), keys.serverSalt(), keys.clientKey(), keys.clientSalt());
        IceParameters leftIce = IceParameters.random(random);
        IceParameters rightIce = IceParameters.random(random);
        VirtualLink there = new VirtualLink(seed, loss, delayNanos, 0, 0, 0);
        VirtualLink back = VirtualLink.perfect(delayNanos);
        left = new End(leftIce, rightIce, there, keys, random.split());
        right = new End(rightIce, leftIce, back, others, random.split());
        simulation.connect(there, right).connect(back, left).add(left).add(right);
    }

    ClientTransport left() {
        return left.transport;
    }

    ClientTransport right() {
        return right.transport;
    }

    Tally leftTally() {
        return left.tally;
    }

    Tally rightTally() {
        return right.tally;
    }

    long now() {
        return simulation.now();
    }

    void run(double seconds) {
        simulation.runUntil(simulation.now() + Simulation.seconds(seconds));
    }

    /** One transport and the line it has. */
    private final class End implements SansIo, Line, DtlsEndpoint {
        private final VirtualLink link;
        private final SrtpKeys keys;
        private final Tally tally = new Tally();
        private final ClientTransport transport;
        private final PacketBuffer received = new PacketBuffer();
        private @Nullable Long keysNanos;

        End(IceParameters own, IceParameters peer, VirtualLink link, SrtpKeys keys, SplittableRandom random) {
            this.link = link;
            this.keys = keys;
            RemoteParameters remote = new RemoteParameters(
                    peer,
                    new Fingerprint("sha-256", new byte[32]),
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1),
                    Formats.OFFERED.extensions());
            ClientTransport.Setup setup =
                    new ClientTransport.Setup(own, remote, new JitsiSrtp(), new NtpClock(0, 0), tally);
            transport = new ClientTransport(setup, this, random, simulation.now());
        }

        @Override
        public void onDatagram(byte[] datagram, long nowNanos) {
            System.arraycopy(datagram, 0, received.bytes, 0, datagram.length);
            received.reset(datagram.length);
            transport.onDatagram(received, nowNanos);
        }

        @Override
        public void onDeadline(long nowNanos) {
            if (keysNanos != null && keysNanos <= nowNanos) {
                keysNanos = null;
                transport.onKeys(keys, nowNanos);
            }
            transport.onDeadline(nowNanos);
        }

        @Override
        public long nextDeadlineNanos() {
            return keysNanos == null
                    ? transport.nextDeadlineNanos()
                    : Math.min(keysNanos, transport.nextDeadlineNanos());
        }

        @Override
        public void send(PacketBuffer datagram) {
            link.send(datagram.bytes, datagram.offset, datagram.length, simulation.now());
        }

        @Override
        public DtlsEndpoint shakeHands(Fingerprint peer) {
            keysNanos = simulation.now() + Simulation.millis(100);
            return this;
        }

        @Override
        public void onDatagram(byte[] bytes, int offset, int length) {
            throw new AssertionError("no datagram is for the handshake");
        }

        @Override
        public void onConnected() {
            // Media shows it.
        }

        @Override
        public void onFirstMedia(long nowNanos) {
            // The transport knows it.
        }

        @Override
        public void close() {
            // Nothing to end.
        }
    }
}
