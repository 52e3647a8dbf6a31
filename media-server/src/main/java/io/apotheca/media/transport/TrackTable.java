// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.forward.InboundTrack;
import io.apotheca.media.forward.OutboundTrack;
import io.apotheca.media.rtp.RtpPacket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which track a packet of this peer belongs to: by SSRC where it is known, otherwise by its MID extension and payload
 * type (RFC 8843 9.2), after which the SSRC is known. A peer has a handful of tracks, so plain lists are searched. Owned
 * by its MediaLoop.
 */
final class TrackTable {
    /** One m-line on which the peer sends. Zero stands for an SSRC not known yet. */
    static final class Inbound {
        final InboundTrack track;
        final byte[] mid;
        int ssrc;
        int rtxSsrc;

        Inbound(InboundTrack track, String mid, int ssrc, int rtxSsrc) {
            this.track = track;
            this.mid = mid.getBytes(StandardCharsets.US_ASCII);
            this.ssrc = ssrc;
            this.rtxSsrc = rtxSsrc;
        }
    }

    private final List<Inbound> inbound = new ArrayList<>();
    private final List<OutboundTrack> outbound = new ArrayList<>();
    private final int midExtension;

    /** {@code midExtension} is the negotiated id of the MID extension, or 0. */
    TrackTable(int midExtension) {
        this.midExtension = midExtension;
    }

    void add(Inbound track) {
        inbound.add(track);
    }

    void add(OutboundTrack track) {
        outbound.add(track);
    }

    List<Inbound> inbound() {
        return inbound;
    }

    List<OutboundTrack> outbound() {
        return outbound;
    }

    /** The m-line of an authenticated packet, or null. */
    @Nullable
    Inbound find(RtpPacket rtp) {
        int ssrc = rtp.ssrc();
        if (ssrc == 0) {
            return null;
        }
        for (int i = 0; i < inbound.size(); i++) {
            Inbound candidate = inbound.get(i);
            if (candidate.ssrc == ssrc || candidate.rtxSsrc == ssrc) {
                return candidate;
            }
        }
        return learn(rtp);
    }

    private @Nullable Inbound learn(RtpPacket rtp) {
        int at = midExtension == 0 ? -1 : rtp.extensionOffset(midExtension);
        if (at < 0) {
            return null;
        }
        int end = at + rtp.extensionLength(midExtension);
        for (Inbound candidate : inbound) {
            if (Arrays.equals(rtp.bytes(), at, end, candidate.mid, 0, candidate.mid.length)) {
                if (rtp.payloadType() == candidate.track.encoding().payloadType()) {
                    candidate.ssrc = rtp.ssrc();
                } else if (rtp.payloadType() == candidate.track.encoding().rtxPayloadType()) {
                    candidate.rtxSsrc = rtp.ssrc();
                } else {
                    return null;
                }
                return candidate;
            }
        }
        return null;
    }

    @Nullable
    InboundTrack inboundBySsrc(int ssrc) {
        for (Inbound candidate : inbound) {
            if (candidate.ssrc == ssrc) {
                return candidate.track;
            }
        }
        return null;
    }

    @Nullable
    OutboundTrack outboundBySsrc(int ssrc) {
        for (OutboundTrack candidate : outbound) {
            if (candidate.ssrc() == ssrc) {
                return candidate;
            }
        }
        return null;
    }
}
