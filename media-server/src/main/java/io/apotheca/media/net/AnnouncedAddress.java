// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

/**
 * An address and port that peers can send to, as it stands in a host candidate.
 *
 * @param ip the literal IPv4 or IPv6 address
 * @param port the UDP port
 */
public record AnnouncedAddress(String ip, int port) {}
