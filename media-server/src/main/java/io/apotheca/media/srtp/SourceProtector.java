// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

/**
 * The sending direction, whatever the library: sources and their indexes. The SSRCs are our own, so their number is not
 * bounded here.
 */
final class SourceProtector implements SrtpProtector {
    private static final long LAST_RTCP_INDEX = 0x7FFF_FFFF;

    private final SessionCiphers ciphers;
    private final SourceTable<RtpSource> rtp = new SourceTable<>();
    private final SourceTable<RtcpSource> rtcp = new SourceTable<>();
    private boolean closed;

    SourceProtector(SessionCiphers ciphers) {
        this.ciphers = ciphers;
    }

    private record RtpSource(PacketCipher cipher, ReplayWindow sent) {}

    private static final class RtcpSource {
        final PacketCipher cipher;
        long nextIndex;

        RtcpSource(PacketCipher cipher) {
            this.cipher = cipher;
        }
    }

    @Override
    public int protectRtp(byte[] bytes, int offset, int length) {
        int header = PacketShape.rtpHeader(bytes, offset, length, 0);
        if (header < 0) {
            return SrtpError.MALFORMED;
        }
        if (closed) {
            return SrtpError.CLOSED;
        }
        int ssrc = PacketShape.rtpSsrc(bytes, offset);
        RtpSource source = rtpSource(ssrc);
        long index = source.sent.guess(PacketShape.rtpSequence(bytes, offset));
        if (!source.sent.fresh(index)) {
            return SrtpError.REPLAYED;
        }
        int outcome = source.cipher.apply(bytes, offset, length, header, ssrc, index);
        if (outcome > 0) {
            source.sent.accept(index);
        }
        return outcome;
    }

    @Override
    public int protectRtcp(byte[] bytes, int offset, int length) {
        if (!PacketShape.rtcp(bytes, offset, length, 0)) {
            return SrtpError.MALFORMED;
        }
        if (closed) {
            return SrtpError.CLOSED;
        }
        int ssrc = PacketShape.rtcpSsrc(bytes, offset);
        RtcpSource source = rtcpSource(ssrc);
        if (source.nextIndex > LAST_RTCP_INDEX) {
            return SrtpError.REPLAYED;
        }
        int header = PacketShape.RTCP_HEADER_LENGTH;
        return source.cipher.apply(bytes, offset, length, header, ssrc, source.nextIndex++);
    }

    private RtpSource rtpSource(int ssrc) {
        RtpSource source = rtp.find(ssrc);
        if (source == null) {
            source = new RtpSource(ciphers.rtp(), new ReplayWindow());
            rtp.add(ssrc, source);
        }
        return source;
    }

    private RtcpSource rtcpSource(int ssrc) {
        RtcpSource source = rtcp.find(ssrc);
        if (source == null) {
            source = new RtcpSource(ciphers.rtcp());
            rtcp.add(ssrc, source);
        }
        return source;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ciphers.close();
        }
    }
}
