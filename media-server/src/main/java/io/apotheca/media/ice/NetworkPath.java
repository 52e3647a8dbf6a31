// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.ice;

import io.apotheca.media.stun.TransportAddress;

/**
 * One way to a peer: a local port and a remote address, made by whoever owns the sockets. Two paths are the same way when
 * they are equal. The core compares them and hands them back, nothing more.
 */
public interface NetworkPath {
    TransportAddress remote();

    /** Whether it is a TCP connection; UDP otherwise. */
    default boolean tcp() {
        return false;
    }
}
