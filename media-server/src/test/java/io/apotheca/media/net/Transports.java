// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.IceClient;
import io.apotheca.media.ice.IceParameters;
import io.apotheca.media.srtp.JitsiSrtp;
import io.apotheca.media.srtp.SrtpKeys;
import io.apotheca.media.srtp.SrtpProfile;
import io.apotheca.media.testing.StandInHandshake;
import io.apotheca.media.time.NtpClock;
import io.apotheca.media.transport.HeaderExtensions;
import io.apotheca.media.transport.Outbox;
import io.apotheca.media.transport.PeerParameters;
import io.apotheca.media.transport.PeerTimeouts;
import io.apotheca.media.transport.PeerTransport;
import io.apotheca.media.transport.StreamReports;
import io.apotheca.media.transport.TransportListener;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Transports and their peers' checks, for tests of what lies around them. */
final class Transports {
    static final PeerTimeouts PATIENT = new PeerTimeouts(5_000_000_000L, 30_000_000_000L);
    static final byte[] HELLO = {StandInHandshake.FIRST_BYTE, 0};

    /** Hears nothing. */
    static final TransportListener DEAF = (state, nowNanos) -> {};

    private Transports() {}

    /** One transport and what its peer needs to reach it. */
    record Peer(PeerTransport transport, IceParameters server, IceParameters client) {
        String ufrag() {
            return server.ufrag();
        }

        /** A check that nominates its path. */
        byte[] check() {
            PacketBuffer into = new PacketBuffer();
            new IceClient(client, server, new SplittableRandom(1)).check(true, into);
            return Arrays.copyOf(into.bytes, into.length);
        }
    }

    static Peer peer(long seed, Outbox outbox, DropCounters drops) {
        return peer(seed, outbox, drops, PATIENT, DEAF, 0);
    }

    static Peer peer(
            long seed,
            Outbox outbox,
            DropCounters drops,
            PeerTimeouts timeouts,
            TransportListener listener,
            long nowNanos) {
        SplittableRandom random = new SplittableRandom(seed);
        IceParameters server = IceParameters.random(random);
        IceParameters client = IceParameters.random(random);
        SrtpKeys keys = SrtpKeys.split(SrtpProfile.AEAD_AES_128_GCM, new byte[2 * 28]);
        PeerTransport transport = new PeerTransport(
                new PeerParameters(server, client.ufrag(), HeaderExtensions.NONE, 1, "test", StreamReports.NONE),
                timeouts,
                new NtpClock(0, 0),
                outbox,
                new JitsiSrtp(),
                new StandInHandshake(keys, () -> nowNanos),
                drops,
                listener,
                nowNanos);
        return new Peer(transport, server, client);
    }
}
