// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What people do on the product's pages. */
public final class Steps {
    private static final int MOST_STEPS = 40;
    public static final Duration SOON = Duration.ofSeconds(15);

    private Steps() {}

    /** Waits until a text stands on the page. */
    public static void shows(Tab tab, String text) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!tab.text().contains(text)) {
            assertThat(System.nanoTime())
                    .as("\"%s\" within %s on the page that says: %s", text, SOON, tab.text())
                    .isLessThan(deadline);
            Await.pass(Duration.ofMillis(50));
        }
    }

    /** Opens the pharmacist's demo link, which signs in by itself. */
    public static void signIn(Tab pharmacist, String link) {
        pharmacist.open(link);
        shows(pharmacist, "Signed in as");
    }

    /** Opens a visit link and checks in, by the name that came with it or else by one that is typed. */
    public static void checkIn(Tab visitor, String link, Person person) {
        visitor.open(link);
        shows(visitor, "Check in");
        if (!visitor.text().contains("You are invited as " + person.fullName())) {
            visitor.fill("Your name", person.fullName());
        }
        visitor.press("Check in");
        shows(visitor, "You are checked in");
    }

    /** Lets in the one who waits, as soon as the pharmacist's page shows them. */
    public static void admit(Tab pharmacist, String name) {
        shows(pharmacist, name);
        pharmacist.press("Admit");
    }

    public static void admit(Tab pharmacist, Person person) {
        admit(pharmacist, person.fullName());
    }

    /** Waits until these people's pictures, and nobody else's, are on the page. */
    public static void sees(Tab tab, Person... people) {
        var expected = Arrays.stream(people).map(Person::name).sorted().toList();
        Await.until(
                expected + " on the page", SOON, () -> new Probe(tab).faces().equals(expected));
    }

    /** A call of two: the patient has checked in and been admitted, both see each other. */
    public static void meet(Tab pharmacist, Tab patient, DemoServer demo) {
        signIn(pharmacist, demo.pharmacist());
        checkIn(patient, demo.patient(), Person.PATIENT);
        admit(pharmacist, Person.PATIENT);
        sees(pharmacist, Person.PATIENT);
        sees(patient, Person.PHARMACIST);
    }

    /** The same with a patient whose client is none of the product's: media goes both ways when this returns. */
    static void meet(Tab pharmacist, SignalingClient patient, ForeignPeer peer, DemoServer demo) {
        letIn(pharmacist, patient, demo);
        peer.answer(patient.exchange(peer.offer()));
        exchangeMedia(pharmacist, peer);
    }

    /** The patient has been admitted and says that all is switched on; nothing is offered yet. */
    static void letIn(Tab pharmacist, SignalingClient patient, DemoServer demo) {
        signIn(pharmacist, demo.pharmacist());
        admit(pharmacist, Person.PATIENT);
        patient.await("admitted");
        patient.switchOn();
    }

    /** Waits until both see each other. */
    static void exchangeMedia(Tab pharmacist, ForeignPeer peer) {
        Probe there = new Probe(pharmacist);
        Await.until(
                "media both ways",
                SOON,
                () -> peer.report().shows(Person.PHARMACIST)
                        && there.pictures().stream().anyMatch(picture -> picture.shows(Person.PATIENT)));
    }

    /** A link for one more person, into the consultation that goes on. */
    public static String inviteGuest(Tab pharmacist) {
        String before = guestLink(pharmacist);
        pharmacist.press("Invite");
        return Await.value(
                "the guest's link",
                SOON,
                () -> Optional.of(guestLink(pharmacist)).filter(link -> !link.equals(before)));
    }

    /** What stands on the page; empty where none does. */
    private static String guestLink(Tab pharmacist) {
        return pharmacist
                .evaluate("probe.field('Link for a guest to this consultation')?.value ?? ''")
                .asText();
    }

    /** A link for a new patient, asked for by a signed-in page. */
    public static String invitePatient(Tab pharmacist) {
        return pharmacist
                .evaluate(
                        "fetch('/api/staff/invitations', {method: 'POST', headers: {'content-type': 'application/json'},"
                                + " body: '{}'}).then((reply) => reply.json()).then((made) => made.link)")
                .asText();
    }

    /** The same link by another of the server's names. */
    public static String by(String host, String link) {
        URI address = URI.create(link);
        return link.replace(address.getAuthority(), host + ":" + address.getPort());
    }

    /** Without a pointer: walks to the control of this name and presses a key there. */
    public static void press(ChromiumTab tab, String name, String key) {
        walkTo(tab, name);
        tab.page().keyboard().press(key);
    }

    /** Goes on with Tab, and with the arrow inside a toolbar, until the control of this name has the focus, visibly. */
    static void walkTo(ChromiumTab tab, String name) {
        for (int step = 0; step < MOST_STEPS; step++) {
            String control = "probe.named('button, a, input', " + Json.text(name) + ")";
            boolean inToolbar = tab.evaluate(
                            "!!document.activeElement?.closest('[role=toolbar]')?.contains(" + control + ")")
                    .asBoolean();
            tab.page().keyboard().press(inToolbar ? "ArrowRight" : "Tab");
            if (tab.evaluate("document.activeElement === " + control).asBoolean()) {
                assertThat(tab.evaluate("document.activeElement.matches(':focus-visible')")
                                .asBoolean())
                        .as("focus is shown on " + name)
                        .isTrue();
                return;
            }
        }
        throw new AssertionError(name + " cannot be reached by the keyboard");
    }
}
