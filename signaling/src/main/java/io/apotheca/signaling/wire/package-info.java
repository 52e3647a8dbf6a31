// SPDX-License-Identifier: Apache-2.0
/**
 * The messages on the WebSocket between the signaling server and its clients, and their JSON form. A leaf: the records
 * depend on nothing else here. {@code signaling/PROTOCOL.md} describes them for people.
 */
@NullMarked
package io.apotheca.signaling.wire;

import org.jspecify.annotations.NullMarked;
