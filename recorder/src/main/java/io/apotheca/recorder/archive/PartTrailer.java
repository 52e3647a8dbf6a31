// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What stands in clear behind a part's stream, so that without a key can be told whether it is as it was written.
 *
 * @param recovered whether a crash cut the part short, and its end was written later
 * @param lengthBytes of everything before
 * @param digest of everything before, and of this trailer's own fields
 */
record PartTrailer(boolean recovered, long lengthBytes, Sha256 digest) {
    static final int LENGTH = 56;

    /** Of what the digest covers. */
    private static final int FIELDS_LENGTH = LENGTH - Sha256.LENGTH;

    private static final byte[] MAGIC = {(byte) 0x8A, 'A', 'P', 'O', 'E', 'N', 'D', '\n'};
    private static final long FINISHED = 1;
    private static final long RECOVERED = 2;

    /** The trailer of a file whose first so many bytes this digest has taken; then it has taken the trailer, too. */
    static byte[] bytes(boolean recovered, long lengthBytes, MessageDigest digest) {
        ByteBuffer trailer = ByteBuffer.allocate(LENGTH)
                .put(MAGIC)
                .putLong(recovered ? RECOVERED : FINISHED)
                .putLong(lengthBytes);
        digest.update(trailer.array(), 0, FIELDS_LENGTH);
        byte[] sum = Sha256.soFar(digest);
        digest.update(sum);
        return trailer.put(sum).array();
    }

    /** Reads the last bytes of a file of that length; empty when they are no trailer of such a file. */
    static Optional<PartTrailer> parse(ByteBuffer from, long fileLength) {
        ByteBuffer in = from.slice();
        if (in.remaining() != LENGTH || !in.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            return Optional.empty();
        }
        long kind = in.getLong(MAGIC.length);
        long length = in.getLong(MAGIC.length + Long.BYTES);
        if ((kind != FINISHED && kind != RECOVERED) || length != fileLength - LENGTH) {
            return Optional.empty();
        }
        byte[] digest = new byte[Sha256.LENGTH];
        in.get(FIELDS_LENGTH, digest);
        return Optional.of(new PartTrailer(kind == RECOVERED, length, Sha256.ended(digest)));
    }
}
