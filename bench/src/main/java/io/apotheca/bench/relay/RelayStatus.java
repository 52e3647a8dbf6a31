// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.relay;

import io.apotheca.bench.link.LinkInterval;

/**
 * What a relay did since it was last asked.
 *
 * @param clients how many there are now
 * @param refused datagrams that found no room in the relay itself: too many clients, or too much on its way
 * @param unsent datagrams the system would not send
 */
public record RelayStatus(int clients, LinkInterval up, LinkInterval down, long refused, long unsent) {}
