// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/**
 * Makes the payloads of changing sources look like one encoder's to the subscriber, where a codec numbers its pictures.
 * Works on the egress copy; owned by the outbound track's MediaLoop.
 */
public sealed interface CodecRewriter permits PassThrough, Vp8Rewriter {
    /** Another source, or the same after a pause; its first payload, which is not changed yet. */
    void switchSource(byte[] bytes, int offset, int length);

    /**
     * Rewrites a payload of the current source in place, in any order, to the same bytes each time. False if it cannot be
     * understood and is not to be sent.
     */
    boolean rewrite(byte[] bytes, int offset, int length);
}
