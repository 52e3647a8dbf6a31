// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import java.net.InetAddress;

/**
 * An address to receive media on.
 *
 * @param bind the local address of the socket
 * @param announced the address that stands in candidates: another one behind a one-to-one NAT
 */
public record LocalAddress(InetAddress bind, InetAddress announced) {}
