// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

/** One m-line of the client and whom it plays or shows now. */
public record ShownSlot(String mid, String participant, Source source) {
    public ShownSlot {
        mid = Limits.mid("mid", mid);
        participant = Limits.id("participant", participant);
        source = Limits.present("source", source);
    }
}
