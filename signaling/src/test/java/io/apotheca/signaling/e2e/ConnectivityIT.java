// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A patient in a network of their own: one that lets no UDP through, one without IPv4, one that changes during the call. */
class ConnectivityIT {
    private static final String HOME = "198.51.100.10/24";
    private static final String CAFE = "198.51.100.77/24";
    private static final String IPV6 = "2001:db8::10/64";
    private static final Duration TALKING = Duration.ofSeconds(10);
    private static final double BACK_MILLIS = 1000;
    /** Protocol and address family of the pair in use. */
    private static final String PAIR = """
            (async () => {
              const stats = [...(await apotheca.peerConnections.at(-1).getStats()).values()];
              const transport = stats.find(s => s.type === 'transport');
              const pair = stats.find(s => s.id === transport.selectedCandidatePairId);
              const remote = stats.find(s => s.id === pair.remoteCandidateId);
              return { protocol: remote.protocol, ipv6: (remote.address ?? remote.ip).includes(':') };
            })()""";
    /** Pictures decoded so far, looked at every 20 ms: when there were first more than at the start. */
    private static final String WATCH = """
            (() => {
              const frames = async () => [...(await apotheca.peerConnections.at(-1).getStats()).values()]
                .filter(s => s.type === 'inbound-rtp' && s.kind === 'video').reduce((sum, s) => sum + s.framesDecoded, 0);
              window.decoded = [];
              window.watching = setInterval(async () => window.decoded.push([Date.now(), await frames()]), 20);
            })()""";

    private static void meet(NetworkNamespace place, NetworkNamespace client, Call call) {
        try (var demo = DemoServer.startIn(place);
                var _ = LoopbackBridge.between(client, place, demo.port());
                var here = Chromium.launchIn(client);
                var there = Chromium.launchIn(place);
                Tab pharmacist = there.person(Person.PHARMACIST);
                Tab patient = here.person(Person.PATIENT)) {
            Steps.meet(pharmacist, patient, demo);
            call.run(pharmacist, patient);
        }
    }

    private interface Call {
        void run(Tab pharmacist, Tab patient);
    }

    private static void assertGoesWell(Tab tab) {
        var quality = CallQuality.start(new Probe(tab));
        Await.pass(TALKING);
        assertThat(CallQuality.since(quality).framesPerSecond()).isGreaterThanOrEqualTo(15);
    }

    @Test
    void withoutUdpACallGoesByTcp() {
        try (var place = NetworkNamespace.create();
                var client = NetworkNamespace.beside(place)) {
            client.addAddress(HOME);
            client.blockUdp();
            meet(place, client, (pharmacist, patient) -> {
                assertThat(patient.evaluate(PAIR).path("protocol").asText()).isEqualTo("tcp");
                assertThat(pharmacist.evaluate(PAIR).path("protocol").asText()).isEqualTo("udp");
                assertGoesWell(patient);
                assertGoesWell(pharmacist);
                assertThat(client.datagramsSent()).isZero();
                assertThat(new Probe(patient).localDescriptions()).isEqualTo(1);
            });
        }
    }

    @Test
    void aNetworkMayHaveNothingButIpv6() {
        try (var place = NetworkNamespace.create();
                var client = NetworkNamespace.beside(place)) {
            client.addAddress(IPV6);
            meet(place, client, (pharmacist, patient) -> {
                assertThat(patient.evaluate(PAIR).path("ipv6").asBoolean()).isTrue();
                assertGoesWell(patient);
                assertGoesWell(pharmacist);
            });
        }
    }

    @Test
    void aChangeOfAddressIsASecond() {
        try (var place = NetworkNamespace.create();
                var client = NetworkNamespace.beside(place)) {
            client.addAddress(HOME);
            meet(place, client, (pharmacist, patient) -> {
                assertGoesWell(patient);
                patient.evaluate(WATCH);
                pharmacist.evaluate(WATCH);
                double from = System.currentTimeMillis();
                client.removeAddress(HOME);
                client.addAddress(CAFE);
                double possible = System.currentTimeMillis();
                Await.pass(Duration.ofSeconds(8));
                double backHere = backMillis(patient, from) - possible;
                double backThere = backMillis(pharmacist, from) - possible;
                assertThat(new Probe(patient).connections())
                        .as("peer connections")
                        .isEqualTo(1);
                assertGoesWell(patient);
                assertThat(backHere).isLessThan(BACK_MILLIS);
                assertThat(backThere).isLessThan(BACK_MILLIS);
            });
        }
    }

    /** The end of the longest time without a new picture since then. */
    private static double backMillis(Tab tab, double from) {
        JsonNode decoded = tab.evaluate("decoded");
        double last = from;
        long frames = -1;
        double longest = 0;
        double back = Double.NaN;
        for (JsonNode each : decoded) {
            double at = each.get(0).asDouble();
            if (at >= from && each.get(1).asLong() > frames) {
                if (frames >= 0 && at - last > longest) {
                    longest = at - last;
                    back = at;
                }
                frames = each.get(1).asLong();
                last = at;
            }
        }
        return back;
    }
}
