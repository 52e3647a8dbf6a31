// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

/**
 * Where arrivals are reported by stream and sequence number (RFC 8888), because no transport-wide numbers were agreed on.
 *
 * @param byPeer of what the peer receives
 * @param toPeer of what the peer sends
 */
public record StreamReports(boolean byPeer, boolean toPeer) {
    public static final StreamReports NONE = new StreamReports(false, false);
}
