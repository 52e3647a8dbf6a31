// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.ice.IceParameters;

/**
 * What was agreed with one peer, and our own names towards it.
 *
 * @param local our ICE credentials, as in the answer
 * @param remoteUfrag the peer's username fragment, as in the offer
 * @param extensions ids of the header extensions of what the peer sends
 * @param ssrc the SSRC our RTCP feedback is sent from
 * @param cname the CNAME of all we send (RFC 7022)
 * @param streamReports where arrivals are reported by stream
 */
public record PeerParameters(
        IceParameters local,
        String remoteUfrag,
        HeaderExtensions extensions,
        int ssrc,
        String cname,
        StreamReports streamReports) {}
