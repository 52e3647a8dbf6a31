// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

/**
 * How long a silent peer is waited for, in nanoseconds.
 *
 * @param interruptedNanos until people are told
 * @param failedNanos until its media is given up
 */
public record PeerTimeouts(long interruptedNanos, long failedNanos) {
    public PeerTimeouts {
        if (interruptedNanos <= 0 || failedNanos <= interruptedNanos) {
            throw new IllegalArgumentException("timeouts must be positive and in order");
        }
    }
}
