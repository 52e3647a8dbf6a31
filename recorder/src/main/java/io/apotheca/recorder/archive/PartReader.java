// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import io.apotheca.recorder.key.KeyId;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.seal.Hpke;
import io.apotheca.recorder.seal.SegmentCipher;
import io.apotheca.recorder.seal.SegmentOpener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a part with a private key, any segment at any time, whether the part has its end or not. What comes out of it is what
 * was sealed. Not for several threads at once; the channel stays the caller's.
 */
public final class PartReader {
    private final SeekableByteChannel channel;
    private final PartShape shape;
    private final SegmentOpener opener;
    private final byte[] sealed;
    private final byte[] plain;

    private PartReader(SeekableByteChannel channel, PartShape shape, SegmentOpener opener) {
        this.channel = channel;
        this.shape = shape;
        this.opener = opener;
        sealed = new byte[shape.header().segmentLength()];
        plain = new byte[shape.header().segmentLength()];
    }

    /** Fails with a problem where the key does not open the part. That segments open is told when they are read. */
    public static PartReader open(SeekableByteChannel channel, RecordsPrivateKey key)
            throws IOException, PartException {
        PartShape shape = PartShape.read(channel);
        PartHeader header = shape.header();
        if (header.isDeleted()) {
            throw new PartException(new PartProblem.Deleted());
        }
        KeyId id = key.publicKey().id();
        if (!header.recipients().contains(id)) {
            throw new PartException(new PartProblem.WrongKey(header.recipients()));
        }
        Optional<byte[]> dataKey = Hpke.unwrap(header.wrappedKey(id), key, header.info(id));
        if (dataKey.isEmpty()) {
            throw new PartException(new PartProblem.Tampered(PartHeader.wrappedKeysOffset()));
        }
        ByteBuffer stream = ByteBuffer.allocate(StreamLayout.HEADER_LENGTH);
        if (shape.segments() > 0) {
            PartShape.readFully(channel, stream, header.length());
            if (stream.get(0) != StreamLayout.HEADER_LENGTH) {
                throw new PartException(new PartProblem.Tampered(header.length()));
            }
        }
        byte[] salt = Arrays.copyOfRange(stream.array(), 1, 1 + SegmentCipher.SALT_LENGTH);
        byte[] prefix = Arrays.copyOfRange(stream.array(), 1 + SegmentCipher.SALT_LENGTH, stream.capacity());
        SegmentOpener opener =
                new SegmentOpener(dataKey.get(), salt, header.digest().bytes(), prefix);
        Arrays.fill(dataKey.get(), (byte) 0);
        return new PartReader(channel, shape, opener);
    }

    public PartHeader header() {
        return shape.header();
    }

    PartShape shape() {
        return shape;
    }

    /** How many whole segments there are. */
    public int segments() {
        return shape.segments();
    }

    /**
     * Opens a segment.
     *
     * @throws PartException {@link PartProblem.Tampered} when it is not what was sealed as this one
     */
    public Segment segment(int number) throws IOException, PartException {
        if (number < 0 || number >= shape.segments()) {
            throw new IndexOutOfBoundsException(number);
        }
        long at = shape.offset(number);
        PartShape.readFully(channel, ByteBuffer.wrap(sealed), at);
        int start = StreamLayout.start(number);
        byte[] body = start == 0 ? sealed : Arrays.copyOfRange(sealed, start, sealed.length);
        int length = sealed.length - start;
        boolean lastOne = number == shape.segments() - 1;
        boolean opened = (!lastOne || !shape.finished()) && opener.open(body, length, number, false, plain);
        boolean last = !opened && lastOne && opener.open(body, length, number, true, plain);
        if (!opened && !last) {
            throw new PartException(new PartProblem.Tampered(at));
        }
        return Segment.parse(ByteBuffer.wrap(plain, 0, length - SegmentCipher.TAG_LENGTH), last)
                .orElseThrow(() -> new PartException(new PartProblem.Tampered(at)));
    }

    /** How many bytes of media there are; without the end only what opens is counted. */
    public long mediaBytes() throws IOException, PartException {
        return shape.segments() == 0 ? 0 : segment(shape.segments() - 1).mediaEnd();
    }

    /**
     * Reads media from a position on, as much as {@code to} takes.
     *
     * @return how much was read; less than asked for only where the media ends
     */
    public int media(long position, ByteBuffer to) throws IOException, PartException {
        int before = to.remaining();
        int number = find(position);
        for (; number < shape.segments() && to.hasRemaining(); number++) {
            Segment segment = segment(number);
            long at = segment.mediaPosition();
            for (Segment.Entry entry : segment.entries()) {
                if (entry instanceof Segment.Media(ByteBuffer bytes)) {
                    long skip = Math.max(0, position + (before - to.remaining()) - at);
                    at += bytes.remaining();
                    if (skip < bytes.remaining()) {
                        int length = (int) Math.min(bytes.remaining() - skip, to.remaining());
                        to.put(bytes.slice(bytes.position() + (int) skip, length));
                    }
                }
            }
        }
        return before - to.remaining();
    }

    /** The last segment whose media does not begin after the position: by halves, because padding makes them unequal. */
    private int find(long position) throws IOException, PartException {
        int low = 0;
        int high = shape.segments() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segment(middle).mediaPosition() <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
