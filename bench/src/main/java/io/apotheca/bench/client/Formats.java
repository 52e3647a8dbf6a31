// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import io.apotheca.media.transport.HeaderExtensions;

/** Payload types and header extension ids: those that our offers have, or those of the peer's offer. 0 is none. */
public record Formats(int opus, int vp8, int rtx, HeaderExtensions extensions) {
    /** What a connection offers, numbered as browsers do. */
    public static final Formats OFFERED = new Formats(111, 96, 97, new HeaderExtensions(4, 10, 11, 3, 1));

    int payloadType(MediaKind kind) {
        return kind == MediaKind.AUDIO ? opus : vp8;
    }

    int rtxPayloadType(MediaKind kind) {
        return kind == MediaKind.AUDIO ? 0 : rtx;
    }
}
