// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.transport.PeerTransport;
import java.util.ArrayDeque;

/** A transport's place on its loop: its names in the table, the paths that lead to it, its place among the timers. */
final class Home {
    final PeerTransport transport;
    /** The username fragments it goes by, the newest last. */
    final ArrayDeque<String> ufrags = new ArrayDeque<>();

    final ArrayDeque<LoopPath> paths = new ArrayDeque<>();
    /** Position in the {@link TimerQueue}, or -1. */
    int position = -1;

    long deadlineNanos = Long.MAX_VALUE;
    /** Whether its deadline is to be looked up at the end of the turn. */
    boolean touched;

    Home(PeerTransport transport) {
        this.transport = transport;
    }
}
