// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

/**
 * The ids under which header extensions were negotiated (RFC 8285), each 0 when it was not.
 *
 * @param mid the m-line (RFC 8843)
 * @param rid the simulcast stream (RFC 8852)
 * @param repairedRid the simulcast stream that a retransmission repairs (RFC 8852)
 * @param transportWideCc the number that counts all packets of the transport
 * @param audioLevel RFC 6464
 */
public record HeaderExtensions(int mid, int rid, int repairedRid, int transportWideCc, int audioLevel) {
    public static final HeaderExtensions NONE = new HeaderExtensions(0, 0, 0, 0, 0);
}
