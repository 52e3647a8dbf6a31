// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.rtp.codec;

/**
 * The profile of an H.264 format as {@code profile-level-id} tells it (RFC 6184 section 8.1). Formats of one profile and
 * packetization mode are the same format to a receiver (section 8.2.2); levels may differ, each side says what it can
 * decode.
 */
public enum H264Profile {
    CONSTRAINED_BASELINE,
    BASELINE,
    MAIN,
    CONSTRAINED_HIGH,
    HIGH,
    PREDICTIVE_HIGH_444;

    private static final int DIGITS = 6;

    /** One row of RFC 6184, table 5: profile_idc, and the constraint flags that count with their values. */
    private record Pattern(int idc, int flagsThatCount, int flags, H264Profile profile) {}

    private static final Pattern[] PATTERNS = {
        new Pattern(0x42, 0x4F, 0x40, CONSTRAINED_BASELINE),
        new Pattern(0x4D, 0x8F, 0x80, CONSTRAINED_BASELINE),
        new Pattern(0x58, 0xCF, 0xC0, CONSTRAINED_BASELINE),
        new Pattern(0x42, 0x4F, 0x00, BASELINE),
        new Pattern(0x58, 0xCF, 0x80, BASELINE),
        new Pattern(0x4D, 0xAF, 0x00, MAIN),
        new Pattern(0x64, 0xFF, 0x00, HIGH),
        new Pattern(0x64, 0xFF, 0x0C, CONSTRAINED_HIGH),
        new Pattern(0xF4, 0xFF, 0x00, PREDICTIVE_HIGH_444)
    };

    /** Reads six hexadecimal digits. Throws IllegalArgumentException if they are not, or name no profile used here. */
    public static H264Profile parse(String profileLevelId) {
        if (profileLevelId.length() != DIGITS) {
            throw new IllegalArgumentException("profile-level-id is not six digits");
        }
        int id = Integer.parseUnsignedInt(profileLevelId, 16);
        int flags = id >> 8 & 0xFF;
        for (Pattern pattern : PATTERNS) {
            if (id >> 16 == pattern.idc && (flags & pattern.flagsThatCount) == pattern.flags) {
                return pattern.profile;
            }
        }
        throw new IllegalArgumentException("no known H.264 profile");
    }

    /** A number that two formats share exactly if one's packets may be sent as the other's. */
    @SuppressWarnings("EnumOrdinal") // compared within one process only
    public int format(int packetizationMode) {
        return ordinal() * 2 + packetizationMode;
    }
}
