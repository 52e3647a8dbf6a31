// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the parts of a folder that a crash left without an end, and closes them off, which needs no key: what is no whole
 * segment is cut, and a trailer says that the end is missing. May be done at any time, again, and beside recorders.
 */
public final class Recovery {
    private Recovery() {}

    /** What became of a part without an end. */
    public sealed interface Outcome {
        /** It has an end now; all that was written before opens. */
        record ClosedOff(PartEndOff end) implements Outcome {}

        /** It had its end, and only lacked its name. */
        record Renamed(PartName name) implements Outcome {}

        /** Nothing had been written that anybody could open. It is deleted. */
        record Empty(PartName name) implements Outcome {}

        /** A recorder is writing it. */
        record BeingWritten(PartName name) implements Outcome {}

        /** It is left as it is. */
        record NotOurs(PartName name, PartProblem problem) implements Outcome {}

        /** The disk failed; it is left as it is. */
        record Failed(PartName name, DiskTrouble trouble) implements Outcome {}
    }

    /**
     * A part that was closed off, as the audit log keeps it.
     *
     * @param digest of the whole file, as it is now
     * @param cutBytes what was cut at the end
     */
    public record PartEndOff(PartName name, Sha256 digest, long lengthBytes, int segments, int cutBytes) {}

    /** Every part without an end, and what became of it. A second time finds none but those that could not be closed off. */
    public static List<Outcome> recover(LocalFolder folder) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (PartName name : unfinished(folder)) {
            outcomes.add(recover(folder, name));
        }
        return outcomes;
    }

    /** The parts without an end, those that are being written among them. */
    public static List<PartName> unfinished(LocalFolder folder) throws IOException {
        return folder.parts().stream()
                .filter(name -> Files.exists(folder.open(name)))
                .toList();
    }

    /** Closes off one of them. Reads its whole file once; interrupted, it leaves it as a crash would. */
    public static Outcome recover(LocalFolder folder, PartName name) {
        try (PartLock lock = folder.lock(name)) {
            return lock == null ? new Outcome.BeingWritten(name) : closeOff(folder, name);
        } catch (PartException e) {
            return new Outcome.NotOurs(name, e.problem());
        } catch (IOException e) {
            return new Outcome.Failed(name, DiskTrouble.of(e));
        }
    }

    private static Outcome closeOff(LocalFolder folder, PartName name) throws IOException, PartException {
        Path file = folder.open(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return closeOff(folder, name, channel);
        }
    }

    private static Outcome closeOff(LocalFolder folder, PartName name, FileChannel channel)
            throws IOException, PartException {
        PartShape shape;
        try {
            shape = PartShape.read(channel);
        } catch (PartException e) {
            if (e.problem() instanceof PartProblem.Truncated || channel.size() == 0) {
                return delete(folder, name);
            }
            throw e;
        }
        if (shape.trailer().isPresent()) {
            if (!shape.digests(channel).sound()) {
                throw new PartException(new PartProblem.Tampered(0));
            }
            folder.rename(name);
            return new Outcome.Renamed(name);
        }
        if (shape.segments() == 0) {
            return delete(folder, name);
        }
        int cutBytes = shape.tornBytes();
        long length = shape.offset(shape.segments());
        channel.truncate(length);
        MessageDigest digest = Sha256.begin();
        PartShape.feed(channel, 0, length, digest);
        byte[] trailer = PartTrailer.bytes(true, length, digest);
        channel.write(ByteBuffer.wrap(trailer), length);
        channel.force(true);
        folder.rename(name);
        Sha256 all = Sha256.ended(digest.digest());
        return new Outcome.ClosedOff(
                new PartEndOff(name, all, length + PartTrailer.LENGTH, shape.segments(), cutBytes));
    }

    private static Outcome delete(LocalFolder folder, PartName name) throws IOException {
        Files.delete(folder.open(name));
        folder.forceNames();
        return new Outcome.Empty(name);
    }
}
