// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.e2e;

import io.apotheca.signaling.e2e.Chromium;
import io.apotheca.signaling.e2e.DemoServer;
import io.apotheca.signaling.e2e.FreePort;
import io.apotheca.signaling.e2e.Person;
import io.apotheca.signaling.e2e.Steps;
import io.apotheca.signaling.e2e.Tab;
import java.util.function.Consumer;

/** A demo's consultation: the pharmacist reaches the server directly, visitors by links. Closing it closes the pages. */
final class LinkedCall implements AutoCloseable {
    private final int mediaPort = FreePort.tcp();
    private final Chromium chromium = Chromium.launch();
    private final Tab pharmacist = chromium.person(Person.PHARMACIST);
    private final DemoServer demo;

    private LinkedCall(String configuration) {
        demo = DemoServer.start(
                "media { loops = 1, udp.first-port = " + mediaPort + ", tcp.enabled = false }\n" + configuration);
    }

    static LinkedCall start() {
        return new LinkedCall("");
    }

    /** With these lines of configuration over the defaults. */
    static LinkedCall start(String configuration) {
        return new LinkedCall(configuration);
    }

    BadLink link(long downBps, long upBps) {
        return BadLink.of(mediaPort, downBps, upBps);
    }

    /** Of this rate both ways, losing this share of what goes up. */
    BadLink losingLink(double share, long bps) {
        return BadLink.losing(mediaPort, share, bps);
    }

    Tab pharmacist() {
        return pharmacist;
    }

    /** The pharmacist signs in and lets the patient in, who comes by this link. */
    Tab patient(BadLink link) {
        Steps.signIn(pharmacist, demo.pharmacist());
        return letIn(Person.PATIENT, demo.patient(), link::carries);
    }

    /** One more person, whom the pharmacist has invited, by this link. */
    Tab guest(BadLink link) {
        return letIn(Person.GUEST, Steps.inviteGuest(pharmacist), link::carries);
    }

    /** One more person, who reaches the server directly. */
    Tab guest() {
        return letIn(Person.GUEST, Steps.inviteGuest(pharmacist), visitor -> {});
    }

    /** {@code way} puts a link before the visitor's page. */
    private Tab letIn(Person person, String invitation, Consumer<Tab> way) {
        Tab visitor = chromium.person(person);
        Steps.checkIn(visitor, invitation, person);
        way.accept(visitor);
        Steps.admit(pharmacist, person);
        return visitor;
    }

    @Override
    public void close() {
        try {
            chromium.close();
        } finally {
            demo.close();
        }
    }
}
