// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import io.apotheca.media.buffer.Bytes;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpCryptoContext;

/**
 * The receiving direction on jitsi-srtp. A packet of an SSRC not seen before is tried on one spare context, which becomes
 * that SSRC's own only when the packet proves authentic: a flood of invented SSRCs costs a check each and no memory. A peer
 * that has used {@value #MAX_SOURCES} SSRCs gets no more.
 */
final class JitsiUnprotector implements SrtpUnprotector {
    static final int MAX_SOURCES = 64;

    private static final int ENCRYPTED_FLAG_MASK = 0x7FFF_FFFF;
    private static final int INDEX_LENGTH = 4;

    private record RtpSource(SrtpCryptoContext context, ReplayWindow seen) {}

    private record RtcpSource(SrtcpCryptoContext context, ReplayWindow seen) {}

    private final SrtpProfile profile;
    private final JitsiContexts contexts;
    private final SourceTable<RtpSource> rtp = new SourceTable<>();
    private final SourceTable<RtcpSource> rtcp = new SourceTable<>();
    private final JitsiPacket packet = new JitsiPacket();
    private RtpSource spareRtp;
    private RtcpSource spareRtcp;

    JitsiUnprotector(SrtpProfile profile, JitsiContexts contexts) {
        this.profile = profile;
        this.contexts = contexts;
        spareRtp = newRtp();
        spareRtcp = newRtcp();
    }

    @Override
    public int unprotectRtp(byte[] bytes, int offset, int length) {
        if (!PacketShape.rtp(bytes, offset, length, profile.rtpOverhead())) {
            return SrtpError.MALFORMED;
        }
        int ssrc = PacketShape.rtpSsrc(bytes, offset);
        RtpSource known = rtp.find(ssrc);
        if (known == null && rtp.size() == MAX_SOURCES) {
            return SrtpError.TOO_MANY_SOURCES;
        }
        RtpSource source = known == null ? spareRtp : known;
        long index = source.seen.guess(PacketShape.rtpSequence(bytes, offset));
        if (!source.seen.fresh(index)) {
            return SrtpError.REPLAYED;
        }
        int outcome = authenticate(source, bytes, offset, length);
        if (outcome > 0) {
            source.seen.accept(index);
            if (known == null) {
                rtp.add(ssrc, source);
                spareRtp = newRtp();
            }
        }
        return outcome;
    }

    @Override
    public int unprotectRtcp(byte[] bytes, int offset, int length) {
        if (!PacketShape.rtcp(bytes, offset, length, profile.rtcpOverhead())) {
            return SrtpError.MALFORMED;
        }
        int ssrc = PacketShape.rtcpSsrc(bytes, offset);
        RtcpSource known = rtcp.find(ssrc);
        if (known == null && rtcp.size() == MAX_SOURCES) {
            return SrtpError.TOO_MANY_SOURCES;
        }
        RtcpSource source = known == null ? spareRtcp : known;
        long index = Bytes.i32(bytes, offset + length - indexFromEnd()) & ENCRYPTED_FLAG_MASK;
        if (!source.seen.fresh(index)) {
            return SrtpError.REPLAYED;
        }
        int outcome = authenticate(source, bytes, offset, length);
        if (outcome > 0) {
            source.seen.accept(index);
            if (known == null) {
                rtcp.add(ssrc, source);
                spareRtcp = newRtcp();
            }
        }
        return outcome;
    }

    private int authenticate(RtpSource source, byte[] bytes, int offset, int length) {
        try {
            packet.over(bytes, offset, length);
            return JitsiContexts.outcome(source.context.reverseTransformPacket(packet, false), packet);
        } catch (GeneralSecurityException e) {
            return SrtpError.AUTH_FAILED;
        }
    }

    private int authenticate(RtcpSource source, byte[] bytes, int offset, int length) {
        try {
            packet.over(bytes, offset, length);
            return JitsiContexts.outcome(source.context.reverseTransformPacket(packet), packet);
        } catch (GeneralSecurityException e) {
            return SrtpError.AUTH_FAILED;
        }
    }

    /** The SRTCP index ends the packet in the AEAD profiles (RFC 7714, section 9.2) and stands before the tag otherwise. */
    private int indexFromEnd() {
        return switch (profile) {
            case AEAD_AES_128_GCM, AEAD_AES_256_GCM -> INDEX_LENGTH;
            case AES128_CM_HMAC_SHA1_80 -> INDEX_LENGTH + profile.tagLength();
        };
    }

    private RtpSource newRtp() {
        return new RtpSource(contexts.rtp(), new ReplayWindow());
    }

    private RtcpSource newRtcp() {
        return new RtcpSource(contexts.rtcp(), new ReplayWindow());
    }
}
