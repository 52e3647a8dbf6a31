// SPDX-License-Identifier: Apache-2.0
/**
 * A relay of real datagrams that behaves like a bad link. {@link io.apotheca.bench.relay.Traffic} decides what arrives and
 * when and knows no socket and no clock; {@link io.apotheca.bench.relay.UdpRelay} has the sockets and the thread.
 */
@NullMarked
package io.apotheca.bench.relay;

import org.jspecify.annotations.NullMarked;
