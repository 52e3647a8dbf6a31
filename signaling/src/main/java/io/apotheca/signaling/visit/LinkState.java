// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.visit;

import java.util.Optional;

/** What a visit link is good for. */
public sealed interface LinkState {
    /** Not used yet; the name is that of the invited, if staff gave one. */
    record Open(Optional<String> name) implements LinkState {
        /** Without the name. */
        @Override
        public String toString() {
            return "Open[]";
        }
    }

    record Used() implements LinkState {}

    record Expired() implements LinkState {}

    record Unknown() implements LinkState {}
}
