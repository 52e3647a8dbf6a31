// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.feedback.RtxCache;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.rtp.codec.RedWriter;

/**
 * Puts a stream's earlier packets in front of its newest one (RFC 2198), so that a subscriber that lost them has them
 * after all. Only what was forwarded since the last switch of the source is taken, and nothing across a pause of the
 * sender (DTX). Owned by its {@link OutboundTrack}; allocates nothing per packet.
 */
final class RedundantAudio {
    /** How many numbers back earlier packets are looked for: some may not have come to us. */
    static final int LOOK_BACK = 4;

    /** From one packet to the next: the longest packet of Opus (120 ms). A longer step is a pause. */
    static final int LONGEST_STEP = 5_760;

    /** Longer payloads might not pass a path whole. */
    static final int LONGEST_PAYLOAD = 1_150;

    private final RtpPacket earlier = new RtpPacket();
    private final RedWriter writer = new RedWriter();

    /** Looks for up to {@code wanted} packets before this one, the newest of its stream; whether there are any. */
    boolean gather(InboundStream stream, IngressPacket newest, SequenceRewriter sent, int wanted) {
        writer.begin();
        RtxCache cache = stream.cache();
        long timestamp = newest.rtp.timestamp();
        long reached = 0;
        int steps = 1;
        for (int back = 1; back <= LOOK_BACK && writer.earlier() < wanted; back++, steps++) {
            long sequence = newest.sequence - back;
            int row = cache.indexOf(sequence);
            if (row < 0 || sent.map(sequence) == SequenceRewriter.DROPPED) {
                continue;
            }
            if (!earlier.wrap(cache.bytes(row), cache.offset(row), cache.length(row))) {
                break;
            }
            long ticks = (int) (timestamp - earlier.timestamp());
            boolean fits = newest.rtp.payloadLength() + writer.growth() + earlier.payloadLength() <= LONGEST_PAYLOAD;
            if (!fits
                    || ticks - reached > (long) steps * LONGEST_STEP
                    || !writer.add(ticks, cache.bytes(row), earlier.payloadOffset(), earlier.payloadLength())) {
                break;
            }
            reached = ticks;
            steps = 0;
        }
        return writer.earlier() > 0;
    }

    /** Writes what was gathered, and the newest packet's own payload after it; the length of all. */
    int write(IngressPacket newest, int payloadType, byte[] to, int at) {
        RtpPacket rtp = newest.rtp;
        return writer.write(to, at, payloadType, rtp.bytes(), rtp.payloadOffset(), rtp.payloadLength());
    }
}
