// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.buffer.PacketBuffer;
import io.apotheca.media.ice.NetworkPath;

/** A path as its loop knows it: which transport it leads to, and how to send by it. Owned by its MediaLoop. */
sealed interface LoopPath extends NetworkPath permits UdpPath, TcpPath {
    /** Where the transport behind this path lives on its loop. */
    Home home();

    /** Sends one datagram; what is not taken is counted and gone. */
    void send(PacketBuffer datagram, DropCounters drops);

    /** Nothing that comes by this path is its transport's any more. */
    void unbind();
}
