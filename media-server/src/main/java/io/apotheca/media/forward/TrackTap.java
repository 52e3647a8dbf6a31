// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtp.RtpPacket;

/** Is told of all that comes of one track, on its loop, before anybody else. Must be quick, and never throws. */
public interface TrackTap {
    /**
     * A packet as the publisher sent it, decrypted; retransmitted ones as they were at first. Each comes once, also padding.
     *
     * @param packet of the loop: only to be read, and only now
     * @param begins whether a decoder can begin with it
     */
    void onPacket(InboundStream stream, Encoding encoding, RtpPacket packet, boolean begins, long nowNanos);

    /** The publisher told which moment of its wallclock an RTP timestamp stands for; never with the wallclock 0. */
    void onSenderReport(InboundStream stream, SenderReport report, long nowNanos);
}
