// SPDX-License-Identifier: Apache-2.0
/**
 * A model of one direction of a bad link: capacity that changes, delay, jitter, loss, and a queue that drops at its tail. It
 * moves no bytes and reads no clock: told of a packet and the time it answers when the packet arrives, or that it does
 * not. So the same model serves simulations in virtual time and a relay of real datagrams.
 */
@NullMarked
package io.apotheca.bench.link;

import org.jspecify.annotations.NullMarked;
