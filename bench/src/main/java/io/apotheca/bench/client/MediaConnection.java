// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The media of one simulated participant over one UDP socket: what a browser's peer connection is beside its signaling. Any
 * thread may call; the work is done on the connection's loop.
 *
 * <p>In order: {@link #local} for the offer or answer; {@link #send} and {@link #receive}, now or at any time later;
 * {@link #connect} once, with what the peer's description says. From then on the connection checks its path (RFC 8445),
 * shakes hands, sends its streams, answers NACKs, gives a key frame when one is asked for, and tells of what it receives:
 * reports, transport-wide feedback, NACKs, a picture loss indication where a picture cannot begin.
 */
public interface MediaConnection extends AutoCloseable {
    /** Known from the beginning, and always the same. */
    LocalParameters local();

    /** Begins; to be called once. */
    void connect(RemoteParameters remote);

    /** All that is sent from now on; what was sent before and is not among them stops. Waits for the connection by itself. */
    void send(List<SentStream> streams);

    /**
     * All that may come from now on. Streams are told apart by SSRC; those that were among the last list go on where they
     * were, so that a renegotiation hands over the whole list again.
     */
    void receive(List<ReceivedStream> streams);

    /** Done when media can flow both ways; fails when the handshake does, or when the connection is closed before. */
    CompletableFuture<Void> connected();

    /** {@link System#nanoTime} of the first packet of media that came; fails when the connection is closed before. */
    CompletableFuture<Long> firstMediaNanos();

    /** Stops at once; the peer is not told but by DTLS (close_notify). */
    @Override
    void close();
}
