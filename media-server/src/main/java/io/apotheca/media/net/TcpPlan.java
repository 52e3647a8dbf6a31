// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

/**
 * How the loops take TCP connections.
 *
 * @param firstPort the port of the first loop, the next one for the next loop; 0 lets the system choose
 * @param connections at most, on each port
 * @param firstCheckNanos how long a connection may take until its first authentic check
 * @param idleNanos how long one may then be silent
 */
public record TcpPlan(int firstPort, int connections, long firstCheckNanos, long idleNanos) {}
