// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.srtp;

import java.util.Optional;

/** The protection profiles offered in DTLS (RFC 5764, section 4.1.2; RFC 7714, section 14.2), the best one first. */
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, 16, 12, 16),
    AEAD_AES_256_GCM(0x0008, 32, 12, 16),
    AES128_CM_HMAC_SHA1_80(0x0001, 16, 14, 10);

    private static final int SRTCP_INDEX_LENGTH = 4;

    private final int id;
    private final int keyLength;
    private final int saltLength;
    private final int tagLength;

    SrtpProfile(int id, int keyLength, int saltLength, int tagLength) {
        this.id = id;
        this.keyLength = keyLength;
        this.saltLength = saltLength;
        this.tagLength = tagLength;
    }

    /** The profile with this number in the use_srtp extension, if it is one of ours. */
    public static Optional<SrtpProfile> ofId(int id) {
        for (SrtpProfile profile : values()) {
            if (profile.id == id) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    public int id() {
        return id;
    }

    public int keyLength() {
        return keyLength;
    }

    public int saltLength() {
        return saltLength;
    }

    public int tagLength() {
        return tagLength;
    }

    /** Bytes that protecting adds to an RTP packet. */
    public int rtpOverhead() {
        return tagLength;
    }

    /** Bytes that protecting adds to an RTCP packet. */
    public int rtcpOverhead() {
        return tagLength + SRTCP_INDEX_LENGTH;
    }

    /** How far from its end an SRTCP packet has its index: behind the tag with GCM (RFC 7714, section 9.2), before it without. */
    int rtcpIndexFromEnd() {
        return switch (this) {
            case AEAD_AES_128_GCM, AEAD_AES_256_GCM -> SRTCP_INDEX_LENGTH;
            case AES128_CM_HMAC_SHA1_80 -> SRTCP_INDEX_LENGTH + tagLength;
        };
    }
}
