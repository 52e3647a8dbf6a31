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
 * Makes jitsi-srtp's contexts for one direction of one peer. A context takes the SSRC of its nonces from each packet, so the
 * number it is made with says nothing.
 */
final class JitsiContexts {
    private static final int ANY_SSRC = 0;
    private static final int HMAC_SHA1_KEY_LENGTH = 20;
    // Its messages name SSRCs and sequence numbers; refusals are counted by whoever called.
    private static final Logger SILENT = new LoggerImpl(JitsiContexts.class.getName(), Level.OFF);

    private final SrtpContextFactory factory;

    JitsiContexts(boolean sender, SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        SrtpPolicy policy = policy(profile);
        factory = new SrtpContextFactory(sender, masterKey, masterSalt, policy, policy, SILENT);
    }

    SrtpCryptoContext rtp() {
        try {
            return factory.deriveContext(ANY_SSRC, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an SRTP cipher is missing from this Java", e);
        }
    }

    SrtcpCryptoContext rtcp() {
        try {
            return factory.deriveControlContext(ANY_SSRC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an SRTCP cipher is missing from this Java", e);
        }
    }

    /** The length of the packet, or our number for what went wrong with it. */
    static int outcome(SrtpErrorStatus status, JitsiPacket packet) {
        return switch (status) {
            case OK -> packet.getLength();
            case AUTH_FAIL -> SrtpError.AUTH_FAILED;
            case REPLAY_FAIL, REPLAY_OLD -> SrtpError.REPLAYED;
            case FAIL, INVALID_PACKET -> SrtpError.MALFORMED;
        };
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
