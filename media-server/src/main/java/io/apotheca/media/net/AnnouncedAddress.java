// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

/**
 * An address and port that peers can send to, as it stands in a host candidate.
 *
 * @param protocol UDP, or TCP as a passive candidate (RFC 6544)
 * @param ip the literal IPv4 or IPv6 address
 * @param port the UDP or TCP port
 */
public record AnnouncedAddress(Protocol protocol, String ip, int port) {
    /** By which protocol an address is reached. */
    public enum Protocol {
        UDP,
        TCP
    }
}
