// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/**
 * What share of one outbound stream its receiver loses, by receiver reports (RFC 3550 section 6.4.1). A receiver counts as
 * lost also what never came to us from the publisher; that is taken off, because sending again cannot bring it. Owned by
 * its {@link OutboundTrack}.
 */
final class ReportedLoss {
    /** Reports about fewer numbers say little: they count together with the next. */
    private static final int LEAST_NUMBERS = 25;

    private static final double WEIGHT = 0.5;
    private static final double WHOLE = 256;

    private long judged = -1;
    private long judgedPackets;
    private long newest;
    private double lost;
    private double share;

    /**
     * A report came.
     *
     * @param fraction the share lost since the report before, in 1/256
     * @param numbersSent the newest sequence number sent, extended
     * @param packetsSent how many packets were sent under them
     */
    void onReport(int fraction, long numbersSent, long packetsSent) {
        if (judged < 0) {
            judged = numbersSent;
            judgedPackets = packetsSent;
            newest = numbersSent;
            return;
        }
        lost += fraction / WHOLE * (numbersSent - newest);
        newest = numbersSent;
        long numbers = newest - judged;
        if (numbers < LEAST_NUMBERS) {
            return;
        }
        long packets = packetsSent - judgedPackets;
        double onTheWay = lost - (numbers - packets);
        share += WEIGHT * (Math.clamp(onTheWay / Math.max(1, packets), 0, 1) - share);
        judged = newest;
        judgedPackets = packetsSent;
        lost = 0;
    }

    double share() {
        return share;
    }
}
