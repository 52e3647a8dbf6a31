// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import io.apotheca.recorder.key.KeyId;
import io.apotheca.recorder.key.RecordsPrivateKey;
import io.apotheca.recorder.seal.Sealing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A session that is recorded in virtual time, on a disk in memory, and what it was told. */
final class Recorded implements ArchiveListener {
    static final RecordsPrivateKey KEY = RecordsPrivateKey.generate();
    static final RecordsPrivateKey SECOND_KEY = RecordsPrivateKey.generate();
    static final ArchiveLimits LIMITS = new ArchiveLimits(
            512,
            1 << 16,
            ArchiveLimits.DEFAULT.flush(),
            ArchiveLimits.DEFAULT.force(),
            ArchiveLimits.DEFAULT.retry(),
            ArchiveLimits.DEFAULT.late());

    final MemoryDisk disk = new MemoryDisk();
    final UUID id = UUID.randomUUID();
    final SessionArchive archive;
    final List<PartName> begun = new ArrayList<>();
    final List<PartEnd> ended = new ArrayList<>();
    long nowNanos = 1;

    Recorded() {
        this(Sealing.best());
    }

    Recorded(Sealing sealing) {
        this(sealing, disk -> disk);
    }

    /** What it writes in is made of the disk. */
    Recorded(Function<PartFolder, PartFolder> folder) {
        this(Sealing.best(), folder);
    }

    private Recorded(Sealing sealing, Function<PartFolder, PartFolder> folder) {
        archive = new SessionArchive(
                id, 0, folder.apply(disk), List.of(KEY.publicKey(), SECOND_KEY.publicKey()), sealing, LIMITS, this);
    }

    @Override
    public void onPartBegun(PartName part, List<KeyId> recipients, Sha256 headerDigest) {
        begun.add(part);
    }

    @Override
    public void onPartEnded(PartEnd end) {
        ended.add(end);
    }

    /** Lets time pass, with the turns that are due. */
    void pass(Duration time) {
        long until = nowNanos + time.toNanos();
        while (true) {
            long next = archive.turn(nowNanos);
            if (next > until) {
                nowNanos = until;
                return;
            }
            nowNanos = next;
        }
    }

    boolean media(byte[] bytes) {
        return archive.media(archive.part(), bytes, 0, bytes.length, nowNanos);
    }

    boolean note(byte[] bytes) {
        return archive.note(archive.part(), bytes, nowNanos);
    }

    /** The file of a part that has its end. */
    byte[] file(int part) {
        return Objects.requireNonNull(disk.finished.get(new PartName(id, part)));
    }

    static PartVerdict verify(byte[] file, boolean open) {
        return verify(file, open, Optional.of(KEY));
    }

    static PartVerdict verify(byte[] file, boolean open, Optional<RecordsPrivateKey> key) {
        try {
            return new PartVerifier(key, Optional.empty(), open).verify(new Bytes(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** All media of a part. */
    static byte[] media(byte[] file, RecordsPrivateKey key) {
        try {
            PartReader reader = PartReader.open(new Bytes(file), key);
            ByteBuffer all = ByteBuffer.allocate((int) reader.mediaBytes());
            reader.media(0, all);
            return all.array();
        } catch (IOException | PartException e) {
            throw new AssertionError(e);
        }
    }

    /** All notes of a part, each whole. */
    static List<byte[]> notes(byte[] file) {
        List<byte[]> notes = new ArrayList<>();
        ByteArrayOutputStream note = new ByteArrayOutputStream();
        try {
            PartReader reader = PartReader.open(new Bytes(file), KEY);
            for (int i = 0; i < reader.segments(); i++) {
                for (Segment.Entry entry : reader.segment(i).entries()) {
                    if (entry instanceof Segment.Note(ByteBuffer bytes, boolean goesOn)) {
                        byte[] piece = new byte[bytes.remaining()];
                        bytes.get(bytes.position(), piece);
                        note.writeBytes(piece);
                        if (!goesOn) {
                            notes.add(note.toByteArray());
                            note.reset();
                        }
                    }
                }
            }
        } catch (IOException | PartException e) {
            throw new AssertionError(e);
        }
        return notes;
    }
}
