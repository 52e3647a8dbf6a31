// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.ice;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.stun.StunMessage;
import org.jspecify.annotations.Nullable;

public final class IceLite {
    public static final long NEVER = Long.MIN_VALUE;

    public IceLite(IceParameters local, String remoteUfrag) {}

    public StunOutcome onStun(StunMessage message, NetworkPath path, long nowNanos, PacketBuffer response) {
        return StunOutcome.DROP_UNEXPECTED;
    }

    public boolean validated(NetworkPath path) {
        return false;
    }

    public @Nullable NetworkPath selectedPath() {
        return null;
    }

    public long lastCheckNanos() {
        return NEVER;
    }

    public static @Nullable String localUfrag(StunMessage message) {
        return null;
    }
}
