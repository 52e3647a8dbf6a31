// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** A patient in a network of their own: one that lets no UDP through, one without IPv4, one that changes during the call. */
class ConnectivityIT {
    private static final String HOME = "198.51.100.10/24";
    /** Of another subnet, or the system would take it away together with the first. */
    private static final String CAFE = "198.51.100.77/25";

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

    /** Notes when the browser first offers the new address as a candidate of its own. */
    private static final String LOOK_FOR_CAFE = """
            (() => {
              window.known = 0;
              const look = async () => {
                const side = new RTCPeerConnection();
                side.createDataChannel('side');
                side.onicecandidate = e => { if (e.candidate?.candidate.includes('%s')) window.known ||= Date.now(); };
                await side.setLocalDescription();
                await new Promise(done => setTimeout(done, 50));
                side.close();
                if (!window.known) look();
              };
              look();
            })()""".formatted(CAFE.substring(0, CAFE.indexOf('/')));

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
        Probe probe = new Probe(tab);
        CallQuality.awaitFlow(probe);
        var quality = CallQuality.start(probe);
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
    void whoseOldNetworkGoesWhileTheNewOneIsThereIsBackInASecond() {
        try (var place = NetworkNamespace.create();
                var client = NetworkNamespace.beside(place)) {
            client.addAddress(HOME);
            meet(place, client, (pharmacist, patient) -> {
                client.addAddress(CAFE);
                Await.pass(Duration.ofSeconds(5));
                assertBack(pharmacist, patient, () -> {
                    client.removeAddress(HOME);
                    return System.currentTimeMillis();
                });
            });
        }
    }

    /** Chromium itself hears of a new address a second or two late, and can send nothing from there before. */
    @Test
    void whoseAddressChangesIsBackASecondAfterTheBrowserKnows() {
        try (var place = NetworkNamespace.create();
                var client = NetworkNamespace.beside(place)) {
            client.addAddress(HOME);
            meet(place, client, (pharmacist, patient) -> {
                Await.pass(Duration.ofSeconds(5));
                assertBack(pharmacist, patient, () -> {
                    patient.evaluate(LOOK_FOR_CAFE);
                    client.removeAddress(HOME);
                    client.addAddress(CAFE);
                    Await.until(
                            "the new address",
                            Steps.SOON,
                            () -> patient.evaluate("known > 0").asBoolean());
                    return patient.evaluate("known").asDouble();
                });
            });
        }
    }

    /** {@code change} tells the moment from which a packet could pass again. */
    private static void assertBack(Tab pharmacist, Tab patient, DoubleSupplier change) {
        patient.evaluate(WATCH);
        pharmacist.evaluate(WATCH);
        patient.evaluate("void (window.firstConnection = apotheca.peerConnections.at(-1))");
        double from = System.currentTimeMillis();
        double possible = change.getAsDouble();
        Await.pass(Duration.ofSeconds(6));
        double here = backMillis(patient, from) - possible;
        double there = backMillis(pharmacist, from) - possible;
        assertThat(List.of(here, there))
                .as("ms until pictures came again here and there; known after %.0f ms", possible - from)
                .allMatch(millis -> millis < BACK_MILLIS);
        assertThat(patient.evaluate("firstConnection === apotheca.peerConnections.at(-1)")
                        .asBoolean())
                .as("the same peer connection")
                .isTrue();
        assertGoesWell(patient);
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
