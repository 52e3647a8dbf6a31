// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

/** Takes in what comes at one UDP port, so much a turn. Owned by its MediaLoop. */
final class UdpIntake implements Runnable {
    private static final int DATAGRAMS_A_TURN = 64;

    private final UdpPort port;
    private final UdpPort.Sink sink;
    private boolean ran;

    UdpIntake(UdpPort port, UdpPort.Sink route, SendQueue queue) {
        this.port = port;
        this.sink = (datagram, from, arrivedNanos) -> {
            queue.causedBy(arrivedNanos);
            route.onDatagram(datagram, from, arrivedNanos);
        };
    }

    /** The socket can be read. */
    @Override
    public void run() {
        port.receive(DATAGRAMS_A_TURN, sink);
        ran = true;
    }

    /** Whether the next turn must not wait for the socket. */
    boolean holdsMore() {
        return port.holdsMore();
    }

    /** Takes what the port held before this turn, if that was not done yet. */
    void finish() {
        if (!ran && port.holdsMore()) {
            port.receive(DATAGRAMS_A_TURN, sink);
        }
        ran = false;
    }
}
