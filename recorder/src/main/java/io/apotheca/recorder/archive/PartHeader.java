// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.apotheca.recorder.key.KeyId;
import io.apotheca.recorder.key.RecordsPublicKey;
import io.apotheca.recorder.seal.DataKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** What stands in clear before a part's stream. The stream is bound to every byte of it. */
public final class PartHeader {
    public static final int MOST_RECIPIENTS = 16;

    static final int VERSION = 1;
    static final int SMALLEST_SEGMENT = 512;
    static final int LARGEST_SEGMENT = 65_536;
    static final int FIXED_LENGTH = 40;
    static final int RECIPIENT_LENGTH = KeyId.LENGTH + DataKey.WRAPPED_LENGTH;
    static final int LONGEST = FIXED_LENGTH + MOST_RECIPIENTS * RECIPIENT_LENGTH;

    /** A byte that is no text, a name, and the two ends of line, so that a copy "as text" shows. */
    private static final byte[] MAGIC = {(byte) 0x8A, 'A', 'P', 'O', '\r', '\n', 0x1A, '\n'};

    private static final byte[] INFO = "apotheca archive data key 1".getBytes(US_ASCII);

    private final PartName name;
    private final int segmentLength;
    private final List<KeyId> recipients;
    private final byte[] bytes;

    private PartHeader(PartName name, int segmentLength, List<KeyId> recipients, byte[] bytes) {
        this.name = name;
        this.segmentLength = segmentLength;
        this.recipients = recipients;
        this.bytes = bytes;
    }

    /** Wraps the key for each recipient. */
    static PartHeader of(PartName name, int segmentLength, List<RecordsPublicKey> recipients, DataKey key) {
        if (recipients.isEmpty() || recipients.size() > MOST_RECIPIENTS) {
            throw new IllegalArgumentException("recipients: " + recipients.size());
        }
        ByteBuffer to = ByteBuffer.allocate(FIXED_LENGTH + recipients.size() * RECIPIENT_LENGTH);
        to.put(MAGIC).putShort((short) VERSION).putShort((short) to.capacity());
        to.putLong(name.archive().getMostSignificantBits())
                .putLong(name.archive().getLeastSignificantBits());
        to.putInt(name.part()).putInt(segmentLength).putInt(recipients.size());
        byte[] fixed = Arrays.copyOf(to.array(), FIXED_LENGTH);
        for (RecordsPublicKey recipient : recipients) {
            recipient.id().write(to);
            to.put(key.wrappedFor(recipient, info(fixed, recipient.id())));
        }
        return new PartHeader(
                name,
                segmentLength,
                recipients.stream().map(RecordsPublicKey::id).toList(),
                to.array());
    }

    /** Reads the header at the beginning of {@code from}, which may go on behind it. */
    static PartHeader parse(ByteBuffer from) throws PartException {
        ByteBuffer in = from.slice();
        int start = Math.min(MAGIC.length, in.remaining());
        if (start == 0 || !in.slice(0, start).equals(ByteBuffer.wrap(MAGIC, 0, start))) {
            throw new PartException(new PartProblem.Foreign());
        }
        if (in.remaining() < FIXED_LENGTH) {
            throw new PartException(new PartProblem.Truncated(in.remaining()));
        }
        int version = in.getShort(8) & 0xFFFF;
        if (version != VERSION) {
            throw new PartException(new PartProblem.UnknownVersion(version));
        }
        int length = in.getShort(10) & 0xFFFF;
        int part = in.getInt(28);
        int segmentLength = in.getInt(32);
        int count = in.getInt(36);
        if (count < 1
                || count > MOST_RECIPIENTS
                || length != FIXED_LENGTH + count * RECIPIENT_LENGTH
                || part < 1
                || part > PartName.MOST
                || Integer.bitCount(segmentLength) != 1
                || segmentLength < SMALLEST_SEGMENT
                || segmentLength > LARGEST_SEGMENT) {
            throw new PartException(new PartProblem.Tampered(0));
        }
        if (in.remaining() < length) {
            throw new PartException(new PartProblem.Truncated(in.remaining()));
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        List<KeyId> recipients = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            recipients.add(KeyId.read(in.position(FIXED_LENGTH + i * RECIPIENT_LENGTH)));
        }
        if (new HashSet<>(recipients).size() != count) {
            throw new PartException(new PartProblem.Tampered(FIXED_LENGTH));
        }
        PartName name = new PartName(new UUID(in.getLong(12), in.getLong(20)), part);
        return new PartHeader(name, segmentLength, List.copyOf(recipients), bytes);
    }

    public PartName name() {
        return name;
    }

    /** How long each segment of the stream is, its tag included. */
    public int segmentLength() {
        return segmentLength;
    }

    public List<KeyId> recipients() {
        return recipients;
    }

    int length() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Where the wrapped keys begin, which is what a deletion overwrites. */
    static int wrappedKeysOffset() {
        return FIXED_LENGTH;
    }

    /** The same with zeros for the wrapped keys. */
    byte[] withoutKeys() {
        byte[] without = bytes.clone();
        for (int i = 0; i < recipients.size(); i++) {
            int at = FIXED_LENGTH + i * RECIPIENT_LENGTH + KeyId.LENGTH;
            Arrays.fill(without, at, at + DataKey.WRAPPED_LENGTH, (byte) 0);
        }
        return without;
    }

    /** Whether the wrapped keys were overwritten. */
    boolean isDeleted() {
        return Arrays.equals(bytes, withoutKeys());
    }

    /** The data key as it was wrapped for one of the recipients. */
    byte[] wrappedKey(KeyId recipient) {
        int at = FIXED_LENGTH + recipients.indexOf(recipient) * RECIPIENT_LENGTH + KeyId.LENGTH;
        return Arrays.copyOfRange(bytes, at, at + DataKey.WRAPPED_LENGTH);
    }

    /** HPKE's info for a recipient: a wrapped key fits this part alone. */
    byte[] info(KeyId recipient) {
        return info(Arrays.copyOf(bytes, FIXED_LENGTH), recipient);
    }

    private static byte[] info(byte[] fixed, KeyId recipient) {
        ByteBuffer info = ByteBuffer.allocate(INFO.length + FIXED_LENGTH + KeyId.LENGTH);
        recipient.write(info.put(INFO).put(fixed));
        return info.array();
    }

    /** What the stream is bound to: a digest, because browsers' HKDF takes no more than a kilobyte. */
    Sha256 digest() {
        return Sha256.of(bytes);
    }
}
