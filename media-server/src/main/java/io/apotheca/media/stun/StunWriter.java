// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.stun;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.buffer.PacketBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes one STUN message into a buffer, attribute by attribute; reusable. Owned by its loop. The order is the caller's:
 * {@link #integrity} signs what was written before it and {@link #end} adds FINGERPRINT as the last.
 */
public final class StunWriter {
    static final int FAMILY_IPV4 = 1;
    static final int FAMILY_IPV6 = 2;

    private static final byte[] NOTHING = new byte[0];

    private final StunFingerprint fingerprint = new StunFingerprint();
    private PacketBuffer into = new PacketBuffer();
    private int at;

    /** Starts an answer to a request: same transaction. */
    public StunWriter answer(int type, StunMessage request, PacketBuffer into) {
        begin(type, into);
        request.copyTransaction(into.bytes, 0);
        return this;
    }

    /** Starts a message of its own transaction, given by 12 bytes. */
    public StunWriter message(int type, byte[] transactionId, PacketBuffer into) {
        begin(type, into);
        Bytes.put32(into.bytes, 4, StunMessage.COOKIE);
        System.arraycopy(transactionId, 0, into.bytes, 8, StunMessage.TRANSACTION_ID_LENGTH);
        return this;
    }

    public StunWriter attribute(int type, byte[] value) {
        int valueAt = open(type, value.length);
        System.arraycopy(value, 0, into.bytes, valueAt, value.length);
        return this;
    }

    public StunWriter username(String username) {
        return attribute(StunAttribute.USERNAME, username.getBytes(StandardCharsets.UTF_8));
    }

    public StunWriter priority(long priority) {
        Bytes.put32(into.bytes, open(StunAttribute.PRIORITY, 4), (int) priority);
        return this;
    }

    public StunWriter useCandidate() {
        return attribute(StunAttribute.USE_CANDIDATE, NOTHING);
    }

    public StunWriter controlling(long tieBreaker) {
        Bytes.put64(into.bytes, open(StunAttribute.ICE_CONTROLLING, 8), tieBreaker);
        return this;
    }

    public StunWriter controlled(long tieBreaker) {
        Bytes.put64(into.bytes, open(StunAttribute.ICE_CONTROLLED, 8), tieBreaker);
        return this;
    }

    /** XOR-MAPPED-ADDRESS (RFC 8489, section 14.2). */
    public StunWriter mapped(TransportAddress address) {
        byte[] bytes = into.bytes;
        boolean ipv4 = address.isIpv4();
        int valueAt = open(StunAttribute.XOR_MAPPED_ADDRESS, ipv4 ? 8 : 20);
        Bytes.put16(bytes, valueAt, ipv4 ? FAMILY_IPV4 : FAMILY_IPV6);
        Bytes.put16(bytes, valueAt + 2, address.port() ^ StunMessage.COOKIE >>> 16);
        if (ipv4) {
            Bytes.put32(bytes, valueAt + 4, (int) address.low() ^ StunMessage.COOKIE);
        } else {
            Bytes.put64(bytes, valueAt + 4, address.high() ^ Bytes.i64(bytes, 4));
            Bytes.put64(bytes, valueAt + 12, address.low() ^ Bytes.i64(bytes, 12));
        }
        return this;
    }

    /** ERROR-CODE (RFC 8489, section 14.8) without a reason phrase, which is for people only. */
    public StunWriter error(int code) {
        Bytes.put32(into.bytes, open(StunAttribute.ERROR_CODE, 4), (code / 100) << 8 | code % 100);
        return this;
    }

    /** UNKNOWN-ATTRIBUTES: what the request asks us to understand and we do not. */
    public StunWriter unknownAttributes(StunMessage request) {
        int count = request.unknownCount();
        int valueAt = open(StunAttribute.UNKNOWN_ATTRIBUTES, 2 * count);
        for (int i = 0; i < count; i++) {
            Bytes.put16(into.bytes, valueAt + 2 * i, request.unknown(i));
        }
        return this;
    }

    /** MESSAGE-INTEGRITY over everything so far. */
    public StunWriter integrity(MessageIntegrity integrity) {
        int attributeAt = at;
        open(StunAttribute.MESSAGE_INTEGRITY, MessageIntegrity.LENGTH);
        integrity.sign(into.bytes, 0, attributeAt);
        return this;
    }

    /** Adds FINGERPRINT and closes the message. */
    public void end() {
        int attributeAt = at;
        int valueAt = open(StunAttribute.FINGERPRINT, StunFingerprint.LENGTH);
        Bytes.put32(into.bytes, valueAt, fingerprint.of(into.bytes, 0, attributeAt));
        into.reset(at);
    }

    private void begin(int type, PacketBuffer into) {
        this.into = into;
        at = StunMessage.HEADER_LENGTH;
        Bytes.put16(into.bytes, 0, type);
    }

    /** Writes an attribute's header and padding and counts it in the message's length; where its value goes. */
    private int open(int type, int valueLength) {
        int valueAt = at + StunAttribute.HEADER_LENGTH;
        int padded = valueLength + 3 & ~3;
        Bytes.put16(into.bytes, at, type);
        Bytes.put16(into.bytes, at + 2, valueLength);
        for (int i = valueLength; i < padded; i++) {
            into.bytes[valueAt + i] = 0;
        }
        at = valueAt + padded;
        Bytes.put16(into.bytes, 2, at - StunMessage.HEADER_LENGTH);
        return valueAt;
    }
}
