// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.NetworkPath;
import io.apotheca.media.transport.Outbox;
import java.util.function.LongSupplier;

/** An outbox whose datagrams leave at once, by the link of their path. */
public final class LinkOutbox implements Outbox {
    private final LongSupplier clock;
    private PacketBuffer slot = new PacketBuffer();

    public LinkOutbox(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public PacketBuffer claim() {
        return slot;
    }

    @Override
    public void send(PacketBuffer datagram, NetworkPath to) {
        if (datagram != slot) {
            throw new AssertionError("what is sent was not claimed");
        }
        sendKept(datagram, to);
    }

    @Override
    public void keep(PacketBuffer claimed) {
        slot = new PacketBuffer();
    }

    @Override
    public void giveBack(PacketBuffer kept) {}

    @Override
    public void tellWhenWritten(Departures departures) {
        departures.onWritten(clock.getAsLong());
    }

    @Override
    public void sendKept(PacketBuffer datagram, NetworkPath to) {
        ((LinkPath) to).link().send(datagram.bytes, datagram.offset, datagram.length, clock.getAsLong());
    }
}
