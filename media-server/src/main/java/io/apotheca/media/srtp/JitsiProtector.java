// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpCryptoContext;

/** The sending direction on jitsi-srtp. The SSRCs are our own, so their number is not bounded here. */
final class JitsiProtector implements SrtpProtector {
    private record Source(SrtpCryptoContext context, ReplayWindow sent) {}

    private final JitsiContexts contexts;
    private final SourceTable<Source> rtp = new SourceTable<>();
    private final SourceTable<SrtcpCryptoContext> rtcp = new SourceTable<>();
    private final JitsiPacket packet = new JitsiPacket();

    JitsiProtector(JitsiContexts contexts) {
        this.contexts = contexts;
    }

    @Override
    public int protectRtp(byte[] bytes, int offset, int length) {
        if (!PacketShape.rtp(bytes, offset, length, 0)) {
            return SrtpError.MALFORMED;
        }
        Source source = rtpSource(PacketShape.rtpSsrc(bytes, offset));
        long index = source.sent.guess(PacketShape.rtpSequence(bytes, offset));
        if (!source.sent.fresh(index)) {
            return SrtpError.REPLAYED;
        }
        try {
            packet.over(bytes, offset, length);
            int outcome = JitsiContexts.outcome(source.context.transformPacket(packet), packet);
            if (outcome > 0) {
                source.sent.accept(index);
            }
            return outcome;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot protect RTP", e);
        }
    }

    @Override
    public int protectRtcp(byte[] bytes, int offset, int length) {
        if (!PacketShape.rtcp(bytes, offset, length, 0)) {
            return SrtpError.MALFORMED;
        }
        SrtcpCryptoContext context = rtcpContext(PacketShape.rtcpSsrc(bytes, offset));
        try {
            packet.over(bytes, offset, length);
            return JitsiContexts.outcome(context.transformPacket(packet), packet);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot protect RTCP", e);
        }
    }

    private Source rtpSource(int ssrc) {
        Source source = rtp.find(ssrc);
        if (source == null) {
            source = new Source(contexts.rtp(), new ReplayWindow());
            rtp.add(ssrc, source);
        }
        return source;
    }

    private SrtcpCryptoContext rtcpContext(int ssrc) {
        SrtcpCryptoContext context = rtcp.find(ssrc);
        if (context == null) {
            context = contexts.rtcp();
            rtcp.add(ssrc, context);
        }
        return context;
    }
}
