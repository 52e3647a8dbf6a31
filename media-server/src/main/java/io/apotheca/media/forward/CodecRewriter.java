// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/**
 * Makes the packets of changing sources, with layers left out, look like one encoder's to the subscriber, where a codec
 * numbers its pictures. Works on the egress copy; owned by the outbound track's MediaLoop.
 */
sealed interface CodecRewriter permits PassThrough, Vp8Rewriter, Vp9Rewriter, Av1Rewriter {
    /** Another source, or the same after a pause, begins with this packet. */
    void switchSource(IngressPacket first);

    /** The packet of the current source is not forwarded, by choice. */
    void leaveOut(IngressPacket packet);

    /**
     * Rewrites a payload of the current source in place, in any order, to the same bytes each time. False if it cannot be
     * understood and is not to be sent.
     */
    boolean rewrite(byte[] bytes, int offset, int length);
}
