// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.dtls;

import io.apotheca.media.srtp.SrtpKeys;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Collects what one end of an association says, for a test to wait for; its datagrams go to a wire. */
final class DtlsEnd implements DtlsServer.Listener {
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private volatile Consumer<byte[]> wire = datagram -> {};

    /** What {@link #next()} returns for closed(). */
    static final String CLOSED = "closed";

    void connect(Consumer<byte[]> wire) {
        this.wire = wire;
    }

    @Override
    public void send(byte[] datagram) {
        wire.accept(datagram);
    }

    @Override
    public void established(SrtpKeys keys) {
        events.add(keys);
    }

    @Override
    public void failed(DtlsFailure reason) {
        events.add(reason);
    }

    @Override
    public void closed() {
        events.add(CLOSED);
    }

    /** Waits for the next event: the keys, a failure, or CLOSED. */
    Object next() {
        try {
            Object event = events.poll(60, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("nothing happened for a minute");
            }
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean silent() {
        return events.isEmpty();
    }
}
