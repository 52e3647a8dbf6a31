// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

/**
 * One direction by libcrypto. The session keys are the same for all sources (RFC 3711, section 4.3), and what differs
 * between sources, the nonce, is given with each packet; so one cipher for RTP and one for RTCP serve them all, and another
 * source costs no native memory.
 */
final class LibcryptoCiphers implements SessionCiphers {
    private final NativePacket packet = new NativePacket();
    private final LibcryptoCipher rtp;
    private final LibcryptoCipher rtcp;

    LibcryptoCiphers(boolean seals, SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        rtp = cipher(seals, profile, Protocol.RTP, masterKey, masterSalt);
        rtcp = cipher(seals, profile, Protocol.RTCP, masterKey, masterSalt);
    }

    private LibcryptoCipher cipher(
            boolean seals, SrtpProfile profile, Protocol protocol, byte[] masterKey, byte[] masterSalt) {
        SessionKeys keys = SessionKeys.derive(profile, protocol, masterKey, masterSalt, packet);
        try {
            return switch (profile) {
                case AEAD_AES_128_GCM, AEAD_AES_256_GCM -> new GcmCipher(seals, protocol, keys, packet);
                case AES128_CM_HMAC_SHA1_80 -> new CounterModeCipher(seals, protocol, keys, packet);
            };
        } finally {
            keys.wipe();
        }
    }

    @Override
    public PacketCipher rtp() {
        return rtp;
    }

    @Override
    public PacketCipher rtcp() {
        return rtcp;
    }

    @Override
    public void close() {
        rtp.free();
        rtcp.free();
        packet.free();
    }
}
