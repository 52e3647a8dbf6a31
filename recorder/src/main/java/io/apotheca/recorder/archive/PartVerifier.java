// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import io.apotheca.recorder.key.RecordsPrivateKey;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Verifies parts. Without a key: structure, the trailer's digest, and the digest that the audit log has. With the key also
 * that every segment is what was sealed, in its place, and that none is missing.
 *
 * @param key empty to verify without
 * @param logged what the audit log says of the whole file; empty when that is not known
 * @param open whether the file's name says that it may be without an end
 */
public record PartVerifier(Optional<RecordsPrivateKey> key, Optional<Sha256> logged, boolean open) {
    public PartVerdict verify(SeekableByteChannel channel) throws IOException {
        try {
            PartShape shape = PartShape.read(channel);
            PartShape.Digests digests = shape.digests(channel);
            boolean asLogged = logged.isEmpty() || logged.get().equals(digests.file());
            boolean sound = digests.sound() && asLogged;
            boolean truncated = shape.trailer().isEmpty() && (!open || !asLogged);
            if (key.isPresent()) {
                Found found = openAll(PartReader.open(channel, key.get()), shape);
                if (found.problem.isPresent() && !truncated) {
                    return new PartVerdict.Broken(found.problem.get(), OptionalLong.of(found.mediaBytes));
                }
                return verdict(shape, digests, sound, truncated, OptionalLong.of(found.mediaBytes), found.end);
            }
            if (shape.header().isDeleted()) {
                throw new PartException(new PartProblem.Deleted());
            }
            return verdict(shape, digests, sound, truncated, OptionalLong.empty(), Optional.empty());
        } catch (PartException e) {
            return new PartVerdict.Broken(e.problem(), OptionalLong.empty());
        }
    }

    private static PartVerdict verdict(
            PartShape shape,
            PartShape.Digests digests,
            boolean sound,
            boolean truncated,
            OptionalLong mediaBytes,
            Optional<Segment.End> end) {
        if (truncated) {
            return new PartVerdict.Broken(new PartProblem.Truncated(shape.fileBytes()), mediaBytes);
        }
        if (!sound || (shape.trailer().isPresent() && shape.tornBytes() != 0)) {
            return new PartVerdict.Broken(new PartProblem.Tampered(0), mediaBytes);
        }
        PartName name = shape.header().name();
        if (shape.finished() || end.isPresent()) {
            boolean archiveEnds = end.isPresent() && end.get().archiveEnds();
            return new PartVerdict.Whole(name, digests.file(), mediaBytes, archiveEnds);
        }
        return new PartVerdict.Unfinished(
                name,
                digests.file(),
                shape.segments(),
                mediaBytes,
                shape.tornBytes(),
                shape.trailer().isPresent());
    }

    /** What opens, until something does not. */
    private record Found(long mediaBytes, Optional<Segment.End> end, Optional<PartProblem> problem) {}

    private static Found openAll(PartReader reader, PartShape shape) throws IOException {
        long mediaBytes = 0;
        Optional<Segment.End> end = Optional.empty();
        for (int i = 0; i < shape.segments(); i++) {
            try {
                Segment segment = reader.segment(i);
                if (segment.mediaPosition() != mediaBytes
                        || segment.last() != segment.end().isPresent()) {
                    throw new PartException(new PartProblem.Tampered(shape.offset(i)));
                }
                mediaBytes = segment.mediaEnd();
                end = segment.end();
            } catch (PartException e) {
                return new Found(mediaBytes, Optional.empty(), Optional.of(e.problem()));
            }
        }
        boolean ends = end.isPresent() && end.get().mediaBytes() == mediaBytes;
        return ends == (end.isPresent() || shape.finished())
                ? new Found(mediaBytes, end, Optional.empty())
                : new Found(mediaBytes, end, Optional.of(new PartProblem.Tampered(shape.offset(shape.segments()))));
    }
}
