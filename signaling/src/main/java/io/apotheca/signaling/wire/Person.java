// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

/**
 * One participant of a consultation as the others see them. Whoever is {@code slow} has a connection that cannot carry their
 * camera's picture just now, although it is switched on.
 */
public record Person(
        String participant,
        String name,
        Role role,
        State state,
        boolean microphone,
        boolean camera,
        boolean screen,
        boolean slow) {

    public enum Role {
        PHARMACIST,
        PATIENT,
        GUEST,
        /** Interprets for others, such as into sign language: their picture has to stay legible. */
        INTERPRETER
    }

    public enum State {
        CONNECTING,
        CONNECTED,
        RECONNECTING
    }

    public Person {
        participant = Limits.id("participant", participant);
        name = Limits.name("name", name);
        role = Limits.present("role", role);
        state = Limits.present("state", state);
    }

    /** Without the name. */
    @Override
    public String toString() {
        return "Person[" + participant + ", " + role + ", " + state + "]";
    }
}
