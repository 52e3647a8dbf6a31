// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.transport;

import io.apotheca.media.forward.InboundStream;
import io.apotheca.media.forward.OutboundTrack;
import io.apotheca.media.rtp.RtpPacket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which stream a packet of this peer belongs to: by SSRC where it is known, otherwise by its MID and RID extensions
 * (RFC 8843 9.2, RFC 8852), after which the SSRC is known. Either way its payload type must be one of the m-line's. A
 * peer has a handful of streams, so plain lists are searched. Owned by its MediaLoop.
 */
final class TrackTable {
    /** One stream that the peer sends. Zero stands for an SSRC not known yet. */
    static final class Inbound {
        final InboundStream stream;
        final byte[] mid;
        final byte[] rid;
        int ssrc;
        int rtxSsrc;

        Inbound(InboundStream stream, String mid, StreamNames names) {
            this.stream = stream;
            this.mid = mid.getBytes(StandardCharsets.US_ASCII);
            this.rid = names.rid().getBytes(StandardCharsets.US_ASCII);
            this.ssrc = names.ssrc();
            this.rtxSsrc = names.rtxSsrc();
        }

        boolean carries(int payloadType) {
            return stream.track().encoding(payloadType) != null;
        }

        boolean repairs(int payloadType) {
            return stream.track().repaired(payloadType) != null;
        }
    }

    private final List<Inbound> inbound = new ArrayList<>();
    private final List<OutboundTrack> outbound = new ArrayList<>();
    private final HeaderExtensions extensions;

    TrackTable(HeaderExtensions extensions) {
        this.extensions = extensions;
    }

    void add(Inbound stream) {
        inbound.add(stream);
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

    /** The stream of an authenticated packet, or null. */
    @Nullable
    Inbound find(RtpPacket rtp, long nowNanos) {
        int ssrc = rtp.ssrc();
        if (ssrc == 0) {
            return null;
        }
        for (int i = 0; i < inbound.size(); i++) {
            Inbound candidate = inbound.get(i);
            if (candidate.ssrc == ssrc) {
                return candidate.carries(rtp.payloadType()) ? candidate : null;
            }
            if (candidate.rtxSsrc == ssrc) {
                return candidate.repairs(rtp.payloadType()) ? candidate : null;
            }
        }
        return learn(rtp, nowNanos);
    }

    /** A new SSRC of a stream that has one takes it over: its numbers have nothing to do with those before. */
    private @Nullable Inbound learn(RtpPacket rtp, long nowNanos) {
        for (Inbound candidate : inbound) {
            if (!names(rtp, extensions.mid(), candidate.mid)) {
                continue;
            }
            if (candidate.carries(rtp.payloadType()) && hasRid(rtp, extensions.rid(), candidate)) {
                if (candidate.ssrc != 0) {
                    candidate.stream.restart(nowNanos);
                }
                candidate.ssrc = rtp.ssrc();
                return candidate;
            }
            if (candidate.repairs(rtp.payloadType()) && hasRid(rtp, extensions.repairedRid(), candidate)) {
                candidate.rtxSsrc = rtp.ssrc();
                return candidate;
            }
        }
        return null;
    }

    private static boolean hasRid(RtpPacket rtp, int extension, Inbound candidate) {
        return candidate.rid.length == 0 || names(rtp, extension, candidate.rid);
    }

    private static boolean names(RtpPacket rtp, int extension, byte[] name) {
        int at = extension == 0 ? -1 : rtp.extensionOffset(extension);
        return at >= 0 && Arrays.equals(rtp.bytes(), at, at + rtp.extensionLength(extension), name, 0, name.length);
    }

    @Nullable
    InboundStream inboundBySsrc(int ssrc) {
        for (Inbound candidate : inbound) {
            if (candidate.ssrc == ssrc) {
                return candidate.stream;
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
