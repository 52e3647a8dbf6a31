// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.stun;

import io.apotheca.media.buffer.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A view of one STUN message (RFC 8489), reusable and valid until the bytes change. Owned by its loop. What stands behind
 * MESSAGE-INTEGRITY is ignored, FINGERPRINT apart (section 14.5), so that nothing unsigned is believed. The first
 * of several equal attributes counts.
 */
public final class StunMessage {
    public static final int BINDING_REQUEST = 0x0001;
    public static final int BINDING_INDICATION = 0x0011;
    public static final int BINDING_SUCCESS = 0x0101;
    public static final int BINDING_ERROR = 0x0111;

    static final int HEADER_LENGTH = 20;
    static final int COOKIE = 0x2112_A442;
    static final int TRANSACTION_ID_LENGTH = 12;

    private static final int COOKIE_AT = 4;
    private static final int TRANSACTION_ID_AT = 8;
    private static final int MAX_UNKNOWN = 8;
    private static final int ABSENT = -1;

    private final StunFingerprint fingerprint = new StunFingerprint();
    private final int[] unknown = new int[MAX_UNKNOWN];
    private byte[] bytes = new byte[HEADER_LENGTH];
    private int offset;
    private int length;
    private int unknownCount;
    private int usernameAt = ABSENT;
    private int priorityAt = ABSENT;
    private int integrityAt = ABSENT;
    private int fingerprintAt = ABSENT;
    private int mappedAt = ABSENT;
    private int errorAt = ABSENT;
    private boolean useCandidate;
    private boolean controlling;
    private boolean controlled;

    /** Whether a datagram is STUN rather than DTLS or RTP (RFC 7983): cheap, and says nothing about its soundness. */
    public static boolean looksLikeStun(byte[] bytes, int offset, int length) {
        return length >= HEADER_LENGTH && (bytes[offset] & 0xFC) == 0 && Bytes.i32(bytes, offset + COOKIE_AT) == COOKIE;
    }

    /** Reads a datagram; false, and then nothing else may be asked, when it is malformed or its FINGERPRINT is wrong. */
    public boolean wrap(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        forget();
        if (!looksLikeStun(bytes, offset, length)
                || length % 4 != 0
                || Bytes.u16(bytes, offset + 2) != length - HEADER_LENGTH) {
            return false;
        }
        int end = offset + length;
        int at = offset + HEADER_LENGTH;
        while (at < end) {
            int valueLength = Bytes.u16(bytes, at + 2);
            int next = at + StunAttribute.HEADER_LENGTH + (valueLength + 3 & ~3);
            if (next > end || fingerprintAt != ABSENT || !note(Bytes.u16(bytes, at), at, valueLength)) {
                return false;
            }
            at = next;
        }
        return fingerprintAt == ABSENT || fingerprint.matches(bytes, offset, fingerprintAt);
    }

    public int type() {
        return Bytes.u16(bytes, offset);
    }

    public boolean isBindingRequest() {
        return type() == BINDING_REQUEST;
    }

    /** Bytes of the whole message. */
    public int length() {
        return length;
    }

    public byte[] transactionId() {
        int at = offset + TRANSACTION_ID_AT;
        return Arrays.copyOfRange(bytes, at, at + TRANSACTION_ID_LENGTH);
    }

    /** Copies cookie and transaction id to the header of an answer. */
    void copyTransaction(byte[] into, int intoOffset) {
        System.arraycopy(bytes, offset + COOKIE_AT, into, intoOffset + COOKIE_AT, HEADER_LENGTH - COOKIE_AT);
    }

    public @Nullable String username() {
        return usernameAt == ABSENT
                ? null
                : new String(bytes, value(usernameAt), valueLength(usernameAt), StandardCharsets.UTF_8);
    }

    /** Whether USERNAME is exactly these bytes; allocates nothing. */
    public boolean usernameIs(byte[] expected) {
        if (usernameAt == ABSENT) {
            return false;
        }
        int at = value(usernameAt);
        return Arrays.equals(bytes, at, at + valueLength(usernameAt), expected, 0, expected.length);
    }

    /** False when the message is not signed, or not with this password. */
    public boolean verifyIntegrity(MessageIntegrity integrity) {
        return integrityAt != ABSENT && integrity.verify(bytes, offset, integrityAt);
    }

    public boolean hasFingerprint() {
        return fingerprintAt != ABSENT;
    }

    public boolean useCandidate() {
        return useCandidate;
    }

    /** PRIORITY, or -1. */
    public long priority() {
        return priorityAt == ABSENT ? -1 : Bytes.u32(bytes, value(priorityAt));
    }

    public boolean iceControlling() {
        return controlling;
    }

    public boolean iceControlled() {
        return controlled;
    }

    /** How many unknown attributes that must be understood there are; no more than {@value #MAX_UNKNOWN} are listed. */
    public int unknownCount() {
        return unknownCount;
    }

    public int unknown(int index) {
        return unknown[index];
    }

    /** The code of ERROR-CODE (300 to 699), or -1. */
    public int errorCode() {
        return errorAt == ABSENT
                ? -1
                : (Bytes.u8(bytes, value(errorAt) + 2) & 7) * 100 + Bytes.u8(bytes, value(errorAt) + 3);
    }

    /** XOR-MAPPED-ADDRESS of a response, if there is a sound one. */
    public @Nullable TransportAddress mappedAddress() {
        if (mappedAt == ABSENT) {
            return null;
        }
        int at = value(mappedAt);
        byte[] ip = Arrays.copyOfRange(bytes, at + 4, at + valueLength(mappedAt));
        for (int i = 0; i < ip.length; i++) {
            ip[i] ^= bytes[offset + COOKIE_AT + i];
        }
        return TransportAddress.of(ip, Bytes.u16(bytes, at + 2) ^ COOKIE >>> 16);
    }

    private void forget() {
        unknownCount = 0;
        usernameAt = ABSENT;
        priorityAt = ABSENT;
        integrityAt = ABSENT;
        fingerprintAt = ABSENT;
        mappedAt = ABSENT;
        errorAt = ABSENT;
        useCandidate = false;
        controlling = false;
        controlled = false;
    }

    /** Remembers where an attribute stands; false when it is one of ours and has an impossible length. */
    private boolean note(int type, int at, int valueLength) {
        if (type == StunAttribute.FINGERPRINT) {
            fingerprintAt = at;
            return valueLength == StunFingerprint.LENGTH;
        }
        if (integrityAt != ABSENT) {
            return true;
        }
        switch (type) {
            case StunAttribute.USERNAME -> usernameAt = first(usernameAt, at);
            case StunAttribute.MESSAGE_INTEGRITY -> integrityAt = at;
            case StunAttribute.PRIORITY -> priorityAt = first(priorityAt, at);
            case StunAttribute.USE_CANDIDATE -> useCandidate = true;
            case StunAttribute.ICE_CONTROLLING -> controlling = true;
            case StunAttribute.ICE_CONTROLLED -> controlled = true;
            case StunAttribute.XOR_MAPPED_ADDRESS -> mappedAt = first(mappedAt, at);
            case StunAttribute.ERROR_CODE -> errorAt = first(errorAt, at);
            case StunAttribute.UNKNOWN_ATTRIBUTES,
                    StunAttribute.REALM,
                    StunAttribute.NONCE,
                    StunAttribute.MESSAGE_INTEGRITY_SHA256 -> {}
            default -> noteUnknown(type);
        }
        return lengthFits(type, at, valueLength);
    }

    private boolean lengthFits(int type, int at, int valueLength) {
        return switch (type) {
            case StunAttribute.USERNAME -> valueLength <= 513;
            case StunAttribute.MESSAGE_INTEGRITY -> valueLength == MessageIntegrity.LENGTH;
            case StunAttribute.PRIORITY -> valueLength == 4;
            case StunAttribute.USE_CANDIDATE -> valueLength == 0;
            case StunAttribute.ICE_CONTROLLING, StunAttribute.ICE_CONTROLLED -> valueLength == 8;
            case StunAttribute.ERROR_CODE -> valueLength >= 4;
            case StunAttribute.XOR_MAPPED_ADDRESS -> mappedLengthFits(at, valueLength);
            default -> true;
        };
    }

    private boolean mappedLengthFits(int at, int valueLength) {
        if (valueLength < 4) {
            return false;
        }
        return switch (Bytes.u8(bytes, value(at) + 1)) {
            case StunWriter.FAMILY_IPV4 -> valueLength == 8;
            case StunWriter.FAMILY_IPV6 -> valueLength == 20;
            default -> false;
        };
    }

    private void noteUnknown(int type) {
        if (StunAttribute.comprehensionRequired(type) && unknownCount < MAX_UNKNOWN) {
            unknown[unknownCount++] = type;
        }
    }

    private static int first(int noted, int at) {
        return noted == ABSENT ? at : noted;
    }

    private static int value(int attributeAt) {
        return attributeAt + StunAttribute.HEADER_LENGTH;
    }

    private int valueLength(int attributeAt) {
        return Bytes.u16(bytes, attributeAt + 2);
    }
}
