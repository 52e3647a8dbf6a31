// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import java.security.GeneralSecurityException;
import java.util.logging.Level;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/**
 * One direction by jitsi-srtp, with a context for each source, which counts the source's indexes for itself, in step with
 * ours. A context takes the SSRC of its nonces from each packet, so the number it is made with says nothing.
 */
final class JitsiCiphers implements SessionCiphers {
    private static final int ANY_SSRC = 0;
    private static final int HMAC_SHA1_KEY_LENGTH = 20;
    // Its messages name SSRCs and sequence numbers; refusals are counted by whoever called.
    private static final Logger SILENT = new LoggerImpl(JitsiCiphers.class.getName(), Level.OFF);

    private final boolean seals;
    private final SrtpContextFactory factory;
    private final JitsiPacket packet = new JitsiPacket();

    JitsiCiphers(boolean seals, SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        SrtpPolicy policy = policy(profile);
        this.seals = seals;
        factory = new SrtpContextFactory(seals, masterKey, masterSalt, policy, policy, SILENT);
    }

    /** What a context does with a packet. */
    private interface Transform {
        SrtpErrorStatus apply(JitsiPacket packet) throws GeneralSecurityException;
    }

    @Override
    public PacketCipher rtp() {
        try {
            SrtpCryptoContext context = factory.deriveContext(ANY_SSRC, 0);
            return cipher(seals ? context::transformPacket : packet -> context.reverseTransformPacket(packet, false));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an SRTP cipher is missing from this Java", e);
        }
    }

    @Override
    public PacketCipher rtcp() {
        try {
            SrtcpCryptoContext context = factory.deriveControlContext(ANY_SSRC);
            return cipher(seals ? context::transformPacket : context::reverseTransformPacket);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an SRTCP cipher is missing from this Java", e);
        }
    }

    private PacketCipher cipher(Transform transform) {
        return (bytes, offset, length, header, ssrc, index) -> {
            try {
                return outcome(transform.apply(packet.over(bytes, offset, length)));
            } catch (GeneralSecurityException e) {
                if (seals) {
                    throw new IllegalStateException("cannot protect a packet", e);
                }
                return SrtpError.AUTH_FAILED;
            }
        };
    }

    private int outcome(SrtpErrorStatus status) {
        return switch (status) {
            case OK -> packet.getLength();
            case AUTH_FAIL -> SrtpError.AUTH_FAILED;
            case REPLAY_FAIL, REPLAY_OLD -> SrtpError.REPLAYED;
            case FAIL, INVALID_PACKET -> SrtpError.MALFORMED;
        };
    }

    @Override
    public void close() {
        factory.close();
    }

    private static SrtpPolicy policy(SrtpProfile profile) {
        SrtpPolicy policy = switch (profile) {
            case AEAD_AES_128_GCM, AEAD_AES_256_GCM ->
                new SrtpPolicy(
                        SrtpPolicy.AESGCM_ENCRYPTION,
                        profile.keyLength(),
                        SrtpPolicy.NULL_AUTHENTICATION,
                        0,
                        profile.tagLength(),
                        profile.saltLength());
            case AES128_CM_HMAC_SHA1_80 ->
                new SrtpPolicy(
                        SrtpPolicy.AESCM_ENCRYPTION,
                        profile.keyLength(),
                        SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        HMAC_SHA1_KEY_LENGTH,
                        profile.tagLength(),
                        profile.saltLength());
        };
        policy.setSendReplayEnabled(false);
        policy.setReceiveReplayEnabled(false);
        return policy;
    }
}
