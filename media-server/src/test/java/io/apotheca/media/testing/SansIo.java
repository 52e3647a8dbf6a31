// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

/** Somebody in a {@link Simulation}. It sends by handing datagrams to links that it was built with. */
public interface SansIo {
    /** A datagram arrived; the array is the receiver's. */
    void onDatagram(byte[] datagram, long nowNanos);

    /** The time of {@link #nextDeadlineNanos} has come. */
    void onDeadline(long nowNanos);

    /** When to be woken next, or {@code Long.MAX_VALUE}. */
    long nextDeadlineNanos();
}
