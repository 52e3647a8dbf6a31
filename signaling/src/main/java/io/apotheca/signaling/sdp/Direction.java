// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Media direction (RFC 8866 section 6.7), from the view of who wrote it. */
enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    static @Nullable Direction in(Attributes attributes) {
        for (Direction direction : values()) {
            if (attributes.has(direction.text())) {
                return direction;
            }
        }
        return null;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }
}
