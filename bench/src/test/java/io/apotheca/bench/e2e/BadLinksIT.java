// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.e2e;

import io.apotheca.signaling.e2e.Await;
import io.apotheca.signaling.e2e.CallQuality;
import io.apotheca.signaling.e2e.Chromium;
import io.apotheca.signaling.e2e.DemoServer;
import io.apotheca.signaling.e2e.FreePort;
import io.apotheca.signaling.e2e.Person;
import io.apotheca.signaling.e2e.Probe;
import io.apotheca.signaling.e2e.Steps;
import io.apotheca.signaling.e2e.Tab;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BadLinksIT {
    @Test
    void explore() {
        int port = FreePort.tcp();
        try (var demo = DemoServer.start("media { loops = 1, udp.first-port = " + port + " }\n");
                var chromium = Chromium.launch();
                var link = BadLink.of(port, 4_000_000, 4_000_000);
                Tab pharmacist = chromium.person(Person.PHARMACIST);
                Tab patient = chromium.person(Person.PATIENT)) {
            Steps.signIn(pharmacist, demo.pharmacist());
            Steps.checkIn(patient, demo.patient(), Person.PATIENT);
            link.carries(patient);
            Steps.admit(pharmacist, Person.PATIENT);
            Steps.sees(pharmacist, Person.PATIENT);
            Steps.sees(patient, Person.PHARMACIST);
            watch("start", 40, pharmacist, patient);
            link.change(600_000, 600_000);
            watch("600k", 25, pharmacist, patient);
            link.change(60_000, 60_000);
            watch("60k", 30, pharmacist, patient);
            link.change(4_000_000, 4_000_000);
            watch("back", 25, pharmacist, patient);
        }
    }

    private static final String OUT = """
            (async () => {
              const rows = [];
              const c = apotheca.peerConnections.at(-1);
              const stats = [...(await c.getStats()).values()];
              const pair = stats.find(s => s.type === 'candidate-pair' && s.nominated && s.state === 'succeeded');
              return 'avail ' + Math.round((pair?.availableOutgoingBitrate ?? 0) / 1000) + ' rtt ' + pair?.currentRoundTripTime + ' ' + stats.filter(s => s.type === 'outbound-rtp').map(s => (s.kind === 'audio' ? 'A' : s.rid) + ':' + (s.active ? '' : 'x') + (s.frameWidth ?? '') + ' ' + Math.round((s.targetBitrate ?? 0) / 1000)).join(', ');
            })()""";

    private static void watch(String what, int seconds, Tab... tabs) {
        for (Tab tab : tabs) {
            new Probe(tab).longestStillMillis();
        }
        for (int i = 0; i < seconds; i++) {
            StringBuilder line = new StringBuilder(what + " " + i + ": ");
            for (Tab tab : tabs) {
                Probe probe = new Probe(tab);
                for (var in : probe.inbound()) {
                    if (in.packets() > 0 && (in.kind().equals("audio") || in.framesDecoded() > 0)) {
                        line.append(in.kind().equals("audio")
                                ? " A %d/%d/%d".formatted(in.lost(), in.concealed() - in.silentConcealed(), in.samples())
                                : " V%dx%d n%d l%d f%d".formatted(in.width(), in.height(), in.framesDecoded(), in.lost(), in.freezes()));
                    }
                }
                line.append(" still ").append(Math.round(probe.longestStillMillis()));
                line.append(" out ").append(tab.evaluate(OUT).asText());
                line.append(tab.text().contains("too slow") ? " MESSAGE" : "").append(" || ");
            }
            System.out.println("WATCH " + System.currentTimeMillis() % 1000000 + " " + line);
            Await.pass(Duration.ofMillis(900));
        }
        for (Tab tab : tabs) {
            System.out.println("WATCH " + new Probe(tab).received().stream().filter(m -> m.contains("\"quality\"") || m.contains("\"layers\"")).toList());
        }
    }
}
