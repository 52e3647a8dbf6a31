// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread of one archive: takes its turns until the archive has its end. A thread of the system, because a disk that hangs
 * would hold a carrier of virtual threads, and a few such disks all of them.
 */
public final class ArchiveLoop {
    private final SessionArchive archive;
    private final Thread thread;

    private ArchiveLoop(SessionArchive archive) {
        this.archive = archive;
        thread = Thread.ofPlatform().daemon().name("archive-writer").unstarted(this::run);
    }

    public static ArchiveLoop start(SessionArchive archive) {
        ArchiveLoop loop = new ArchiveLoop(archive);
        loop.thread.start();
        return loop;
    }

    private void run() {
        while (true) {
            long next = archive.turn(System.nanoTime());
            if (next == Long.MAX_VALUE) {
                return;
            }
            if (Thread.interrupted()) {
                archive.abandon();
                return;
            }
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    /**
     * Ends the archive, and waits for that.
     *
     * @return false when the disk did not take it in that time; what is written by then is left as a crash leaves it
     */
    public boolean end(Duration longest) throws InterruptedException {
        archive.end();
        return await(longest);
    }

    /** Ends the part alone, otherwise as {@link #end}. */
    public boolean endPart(Duration longest) throws InterruptedException {
        archive.endPart();
        return await(longest);
    }

    private boolean await(Duration longest) throws InterruptedException {
        LockSupport.unpark(thread);
        if (thread.join(longest)) {
            return true;
        }
        thread.interrupt();
        return false;
    }
}
