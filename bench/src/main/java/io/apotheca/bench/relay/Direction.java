// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.relay;

/** Which way a datagram goes. */
enum Direction {
    /** From a client to the server. */
    UP,
    /** From the server to a client. */
    DOWN
}
