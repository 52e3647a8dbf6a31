// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import io.apotheca.recorder.key.RecordsPublicKey;
import io.apotheca.recorder.seal.Sealing;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The archive of one session, while it is written. Whoever records puts media and notes in, from any thread, and never waits
 * for the disk or hears of its errors: {@link #state} tells. One thread, the archive's, calls {@link #turn} again and again.
 *
 * <p>When the disk takes less than is recorded for longer than there is memory for, the part ends at what was put so far, and
 * a new one begins once the disk takes it again. So it does when the disk tells that it could not keep what it had taken: that part
 * is left as it is, because asking again would tell nothing. {@link #part} tells which; the media of a part is a stream of its own.
 */
public final class SessionArchive {
    private final UUID archive;
    private final PartFolder folder;
    private final List<RecordsPublicKey> recipients;
    private final Sealing sealing;
    private final ArchiveLimits limits;
    private final ArchiveListener listener;
    private final RecordQueue queue;
    private final byte[] piece;

    private volatile boolean ending;
    private volatile boolean goesOn;
    private volatile boolean ended;
    private volatile boolean everBegun;
    private volatile @Nullable DiskTrouble trouble;

    /** Since when something waits to be written; 0 when nothing does. */
    private volatile long waitingSinceNanos;

    private @Nullable PartWriter writer;
    private boolean begun;
    private int lastPart;
    private long flushedNanos;
    private long forcedNanos;
    private boolean unforced;

    /**
     * The archive's next part begins with the first turn.
     *
     * @param partsBefore how many parts of it are known to have begun before; the folder need not have them any more
     */
    public SessionArchive(
            UUID archive,
            int partsBefore,
            PartFolder folder,
            List<RecordsPublicKey> recipients,
            Sealing sealing,
            ArchiveLimits limits,
            ArchiveListener listener) {
        this.archive = archive;
        lastPart = partsBefore;
        this.folder = folder;
        this.recipients = List.copyOf(recipients);
        this.sealing = sealing;
        this.limits = limits;
        this.listener = listener;
        queue = new RecordQueue(limits.queueBytes());
        piece = new byte[limits.segmentLength()];
    }

    /** The part that takes media now; 0 when none does. */
    public int part() {
        return queue.part();
    }

    /**
     * Puts a piece of the part's media stream in.
     *
     * @return false when it was not taken, because the part has stopped: ask for {@link #part} again, and begin a new stream
     */
    public boolean media(int part, byte[] bytes, int offset, int length, long nowNanos) {
        return length == 0 || queue.put(part, RecordKind.MEDIA, bytes, offset, length, nowNanos);
    }

    /** Puts a note in: what else is to be known of the session, sealed like its media. False as with media. */
    public boolean note(int part, byte[] bytes, long nowNanos) {
        return bytes.length == 0 || queue.put(part, RecordKind.NOTE, bytes, 0, bytes.length, nowNanos);
    }

    /** The session has ended: what was put is written, then the archive ends. */
    public void end() {
        queue.refuse();
        ending = true;
    }

    /** What was put is written, then the part ends, and nothing more comes from here: somebody may go on with the next part. */
    public void endPart() {
        goesOn = true;
        end();
    }

    public ArchiveState state(long nowNanos) {
        if (ended) {
            return new ArchiveState.Ended();
        }
        DiskTrouble present = trouble;
        int part = queue.part();
        if (part == 0 && !everBegun && present == null) {
            return new ArchiveState.Beginning();
        }
        if (part == 0) {
            return new ArchiveState.Stopped(present == null ? DiskTrouble.SLOW : present);
        }
        long since = waitingSinceNanos != 0 || queue.isEmpty() ? waitingSinceNanos : queue.sinceNanos();
        long behindNanos = since == 0 ? 0 : nowNanos - since;
        return behindNanos > limits.late().toNanos()
                ? new ArchiveState.Behind(part, present == null ? DiskTrouble.SLOW : present, behindNanos)
                : new ArchiveState.Recording(part);
    }

    /**
     * Writes what is there to write. Takes as long as the disk does.
     *
     * @return when to call again at the latest; {@link Long#MAX_VALUE} when the archive has its end
     */
    public long turn(long nowNanos) {
        if (ended) {
            return Long.MAX_VALUE;
        }
        try {
            PartWriter present = writer;
            if (present == null) {
                present = create();
            }
            if (!begun) {
                begin(present, nowNanos);
            }
            pump(present, nowNanos);
            trouble = null;
            return ended ? Long.MAX_VALUE : nowNanos + limits.flush().toNanos() / 2;
        } catch (IOException e) {
            trouble = DiskTrouble.of(e);
            if (e instanceof UnforcedException
                    || e instanceof ClosedChannelException
                    || e instanceof NoSuchFileException
                    || e instanceof FileAlreadyExistsException) {
                giveUpPart();
            }
            return nowNanos + limits.retry().toNanos();
        }
    }

    private PartWriter create() throws IOException {
        int part = Math.max(folder.lastPart(archive), lastPart) + 1;
        if (part > PartName.MOST) {
            throw new IOException("no number is left for another part");
        }
        PartName name = new PartName(archive, part);
        PartWriter created = new PartWriter(folder.create(name), name, limits.segmentLength(), recipients, sealing);
        writer = created;
        lastPart = name.part();
        begun = false;
        return created;
    }

    private void begin(PartWriter present, long nowNanos) throws IOException {
        present.begin();
        begun = true;
        everBegun = true;
        flushedNanos = nowNanos;
        forcedNanos = nowNanos;
        PartHeader header = present.header();
        listener.onPartBegun(header.name(), header.recipients(), header.digest());
        if (ending) {
            queue.accept(0);
        } else {
            queue.accept(header.name().part());
        }
    }

    private void pump(PartWriter present, long nowNanos) throws IOException {
        // Whatever was put was put before this: nothing is taken any more.
        boolean last = ending || queue.overflowed();
        do {
            while (present.hasRoom() && queue.hasNext()) {
                if (waitingSinceNanos == 0) {
                    waitingSinceNanos = queue.sinceNanos();
                }
                takeOne(present);
            }
            if (queue.isEmpty() && nowNanos - flushedNanos >= limits.flush().toNanos()) {
                // What has only been padded waits from now on, should the disk not take it.
                waitingSinceNanos = waitingSinceNanos == 0 ? nowNanos : waitingSinceNanos;
                present.pad();
                flushedNanos = nowNanos;
            }
            long before = present.written();
            present.write();
            unforced |= present.written() > before;
            waitingSinceNanos = queue.isEmpty() ? 0 : queue.sinceNanos();
        } while (!queue.isEmpty());
        if (unforced && nowNanos - forcedNanos >= limits.force().toNanos()) {
            present.force();
            forcedNanos = nowNanos;
            unforced = false;
        }
        if (last) {
            finish(present);
        }
    }

    private void takeOne(PartWriter present) {
        RecordKind kind = queue.kind();
        int left = queue.left();
        int length = Math.min(left, present.recordRoom());
        queue.take(piece, length);
        present.add(kind == RecordKind.NOTE && length < left ? RecordKind.NOTE_PIECE : kind, piece, 0, length);
    }

    private void finish(PartWriter present) throws IOException {
        boolean last = ending;
        PartEnd end = present.finish(last && !goesOn);
        writer = null;
        listener.onPartEnded(end);
        ended = last;
    }

    /** The file is lost to us: what a crash would leave is left, for {@link Recovery} to find. */
    private void giveUpPart() {
        queue.refuse();
        waitingSinceNanos = 0;
        PartWriter present = writer;
        if (present != null) {
            present.abandon();
            writer = null;
        }
    }

    /** Ends at once, without writing anything more. On the archive's thread. */
    public void abandon() {
        ending = true;
        giveUpPart();
        ended = true;
    }
}
