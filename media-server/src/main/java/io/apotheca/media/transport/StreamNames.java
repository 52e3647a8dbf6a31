// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

/**
 * How packets of one stream are known.
 *
 * @param rid its restriction identifier (RFC 8851), empty where a source has one stream
 * @param ssrc 0 where the offer did not name it
 * @param rtxSsrc likewise
 */
public record StreamNames(String rid, int ssrc, int rtxSsrc) {
    /** The only stream of a source. */
    public StreamNames(int ssrc, int rtxSsrc) {
        this("", ssrc, rtxSsrc);
    }
}
