// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import io.apotheca.media.buffer.Bytes;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jspecify.annotations.Nullable;

/**
 * The receiving direction on jitsi-srtp. A packet of an SSRC not seen before is tried on one spare context, which becomes
 * that SSRC's own only when the packet proves authentic: a flood of invented SSRCs costs a check each and no memory. A peer
 * that has used {@value #MAX_SOURCES} SSRCs gets no more.
 */
final class JitsiUnprotector implements SrtpUnprotector {
    static final int MAX_SOURCES = 64;

    private static final int ENCRYPTED_FLAG_MASK = 0x7FFF_FFFF;
    private static final int INDEX_LENGTH = 4;

    private final SrtpProfile profile;
    private final Sources rtp;
    private final Sources rtcp;
    private final JitsiPacket packet = new JitsiPacket();

    JitsiUnprotector(SrtpProfile profile, JitsiContexts contexts) {
        this.profile = profile;
        rtp = new Sources(() -> {
            SrtpCryptoContext context = contexts.rtp();
            return new Source(into -> context.reverseTransformPacket(into, false));
        });
        rtcp = new Sources(() -> {
            SrtcpCryptoContext context = contexts.rtcp();
            return new Source(context::reverseTransformPacket);
        });
    }

    /** Authenticates and decrypts in place. */
    private interface Cipher {
        SrtpErrorStatus open(JitsiPacket packet) throws GeneralSecurityException;
    }

    private static final class Source {
        final Cipher cipher;
        final ReplayWindow seen = new ReplayWindow();

        Source(Cipher cipher) {
            this.cipher = cipher;
        }
    }

    /** The SSRCs seen on RTP, or those on RTCP, and the spare. */
    private static final class Sources {
        private final SourceTable<Source> known = new SourceTable<>();
        private final Supplier<Source> another;
        private Source spare;

        Sources(Supplier<Source> another) {
            this.another = another;
            this.spare = another.get();
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
                spare = another.get();
            }
        }
    }

    @Override
    public int unprotectRtp(byte[] bytes, int offset, int length) {
        if (!PacketShape.rtp(bytes, offset, length, profile.rtpOverhead())) {
            return SrtpError.MALFORMED;
        }
        int ssrc = PacketShape.rtpSsrc(bytes, offset);
        Source source = rtp.of(ssrc);
        if (source == null) {
            return SrtpError.TOO_MANY_SOURCES;
        }
        long index = source.seen.guess(PacketShape.rtpSequence(bytes, offset));
        int outcome = unprotect(source, index, bytes, offset, length);
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
        int ssrc = PacketShape.rtcpSsrc(bytes, offset);
        Source source = rtcp.of(ssrc);
        if (source == null) {
            return SrtpError.TOO_MANY_SOURCES;
        }
        long index = Bytes.i32(bytes, offset + length - indexFromEnd()) & ENCRYPTED_FLAG_MASK;
        int outcome = unprotect(source, index, bytes, offset, length);
        if (outcome > 0) {
            rtcp.authentic(source, ssrc);
        }
        return outcome;
    }

    private int unprotect(Source source, long index, byte[] bytes, int offset, int length) {
        if (!source.seen.fresh(index)) {
            return SrtpError.REPLAYED;
        }
        try {
            packet.over(bytes, offset, length);
            int outcome = JitsiContexts.outcome(source.cipher.open(packet), packet);
            if (outcome > 0) {
                source.seen.accept(index);
            }
            return outcome;
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
}
