// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import io.apotheca.media.buffer.Bytes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The receiving direction, whatever the library: sources, and the order of checks. A packet of an SSRC not seen before is
 * tried on one spare source, which becomes that SSRC's own only when the packet proves authentic: a flood of invented SSRCs
 * costs a check each and no memory. A peer that has used {@value #MAX_SOURCES} SSRCs gets no more.
 */
final class SourceUnprotector implements SrtpUnprotector {
    static final int MAX_SOURCES = 64;

    private final SrtpProfile profile;
    private final SessionCiphers ciphers;
    private final Sources rtp;
    private final Sources rtcp;
    private boolean closed;

    SourceUnprotector(SrtpProfile profile, SessionCiphers ciphers) {
        this.profile = profile;
        this.ciphers = ciphers;
        rtp = new Sources(ciphers::rtp);
        rtcp = new Sources(ciphers::rtcp);
    }

    private static final class Source {
        final PacketCipher cipher;
        final ReplayWindow seen = new ReplayWindow();

        Source(PacketCipher cipher) {
            this.cipher = cipher;
        }
    }

    /** The SSRCs seen on RTP, or those on RTCP, and the spare. */
    private static final class Sources {
        private final SourceTable<Source> known = new SourceTable<>();
        private final Supplier<PacketCipher> ciphers;
        private Source spare;

        Sources(Supplier<PacketCipher> ciphers) {
            this.ciphers = ciphers;
            this.spare = new Source(ciphers.get());
        }

        /** Of an SSRC not seen before the spare; null when there are too many. */
        @Nullable
        Source of(int ssrc) {
            Source source = known.find(ssrc);
            return source != null || known.size() == MAX_SOURCES ? source : spare;
        }

        void authentic(Source source, int ssrc) {
            if (source == spare) {
                known.add(ssrc, source);
                spare = new Source(ciphers.get());
            }
        }
    }

    @Override
    public int unprotectRtp(byte[] bytes, int offset, int length) {
        int header = PacketShape.rtpHeader(bytes, offset, length, profile.rtpOverhead());
        if (header < 0) {
            return SrtpError.MALFORMED;
        }
        int ssrc = PacketShape.rtpSsrc(bytes, offset);
        Source source = rtp.of(ssrc);
        if (source == null) {
            return SrtpError.TOO_MANY_SOURCES;
        }
        long index = source.seen.guess(PacketShape.rtpSequence(bytes, offset));
        int outcome = unprotect(source, bytes, offset, length, header, ssrc, index);
        if (outcome > 0) {
            rtp.authentic(source, ssrc);
        }
        return outcome;
    }

    @Override
    public int unprotectRtcp(byte[] bytes, int offset, int length) {
        if (!PacketShape.rtcp(bytes, offset, length, profile.rtcpOverhead())) {
            return SrtpError.MALFORMED;
        }
        int word = Bytes.i32(bytes, offset + length - profile.rtcpIndexFromEnd());
        // A report in the clear, with the E flag down, is not what the profiles agree on (RFC 5764, section 4.1.2).
        if (word >= 0) {
            return SrtpError.MALFORMED;
        }
        int ssrc = PacketShape.rtcpSsrc(bytes, offset);
        Source source = rtcp.of(ssrc);
        if (source == null) {
            return SrtpError.TOO_MANY_SOURCES;
        }
        long index = word & Integer.MAX_VALUE;
        int outcome = unprotect(source, bytes, offset, length, PacketShape.RTCP_HEADER_LENGTH, ssrc, index);
        if (outcome > 0) {
            rtcp.authentic(source, ssrc);
        }
        return outcome;
    }

    private int unprotect(Source source, byte[] bytes, int offset, int length, int header, int ssrc, long index) {
        if (closed) {
            return SrtpError.CLOSED;
        }
        if (!source.seen.fresh(index)) {
            return SrtpError.REPLAYED;
        }
        int outcome = source.cipher.apply(bytes, offset, length, header, ssrc, index);
        if (outcome > 0) {
            source.seen.accept(index);
        }
        return outcome;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ciphers.close();
        }
    }
}
