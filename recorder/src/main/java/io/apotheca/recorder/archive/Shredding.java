// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Destroys the wrapped keys of a part: without them its bytes are noise, for the custodian as for anybody. */
public final class Shredding {
    /** How much of a part is needed to destroy its keys. */
    public static final int HEADER_BYTES = PartHeader.LONGEST;

    private Shredding() {}

    /** The header without its keys, of a part that begins like this. Fails for what is no part. */
    public static byte[] withoutKeys(ByteBuffer beginning) throws PartException {
        return PartHeader.parse(beginning).withoutKeys();
    }

    /** Overwrites the keys in a file, and returns when the disk has that. */
    public static void destroyKeys(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer beginning = ByteBuffer.allocate((int) Math.min(channel.size(), HEADER_BYTES));
            PartShape.readFully(channel, beginning, 0);
            ByteBuffer header = ByteBuffer.wrap(withoutKeys(beginning.flip()));
            while (header.hasRemaining()) {
                channel.write(header, header.position());
            }
            channel.force(true);
        } catch (PartException e) {
            throw new IOException("no part", e);
        }
    }
}
