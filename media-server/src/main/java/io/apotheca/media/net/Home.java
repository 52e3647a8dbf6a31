// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.transport.PeerTransport;
import java.util.ArrayDeque;

/** A transport's place on its loop: its name in the table, the paths that lead to it, its place among the timers. */
final class Home {
    final PeerTransport transport;
    final String ufrag;
    final ArrayDeque<UdpPath> paths = new ArrayDeque<>();
    /** Position in the {@link TimerQueue}, or -1. */
    int position = -1;

    long deadlineNanos = Long.MAX_VALUE;
    /** Whether its deadline is to be looked up at the end of the turn. */
    boolean touched;

    Home(PeerTransport transport, String ufrag) {
        this.transport = transport;
        this.ufrag = ufrag;
    }
}
