// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import io.apotheca.media.rtp.SequenceUnwrapper;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts one stream's packets in order again. What comes in order passes at once; behind a missing packet others wait, until
 * it comes, or the oldest has waited {@link #PATIENCE_NANOS}, or {@link #MOST_PACKETS} or {@link #MOST_BYTES} wait: then it
 * is given up and told as a gap. Every packet is delivered once or counted. Not thread-safe.
 */
public final class ReorderBuffer {
    /** How long a missing packet is waited for: the media server asks publishers for it for a second. */
    public static final long PATIENCE_NANOS = 1_500_000_000L;

    /** So many packets may be between the one waited for and the newest. */
    public static final int MOST_PACKETS = 2048;

    /** So many bytes may wait. */
    public static final int MOST_BYTES = 2 << 20;

    private static final int FIRST_SLOTS = 64;
    /** So many in a row from far behind are a sender that counts anew. */
    private static final int STRAYS_OF_A_RESTART = 16;

    /** Takes what leaves the buffer, in order. */
    public interface Sink {
        /** The next packet; {@code nanos} is when it arrived. */
        void packet(byte[] bytes, long nanos);

        /** So many packets are missing here, or an unknown number where it is 0. */
        void gap(long packets);
    }

    private final Sink sink;
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private byte[] @Nullable [] slots = new byte[FIRST_SLOTS][];
    private long[] arrivals = new long[FIRST_SLOTS];
    private boolean started;
    /** The extended number that leaves next. */
    private long next;
    /** One beyond the highest that waits. */
    private long end;

    private int waiting;
    private int waitingBytes;
    /** When the first of those that wait arrived. */
    private long oldestNanos;

    private int straysInARow;
    private long duplicates;
    private long late;
    private long missing;

    public ReorderBuffer(Sink sink) {
        this.sink = sink;
    }

    /** A packet arrived; {@code bytes} is kept until it leaves. */
    public void add(int sequence, byte[] bytes, long nanos) {
        giveUp(nanos);
        long extended = unwrapper.peek(sequence);
        if (!started) {
            started = true;
            next = extended;
            end = extended;
        }
        if (extended < next) {
            behind(sequence, extended, bytes, nanos);
            return;
        }
        straysInARow = 0;
        unwrapper.unwrap(sequence);
        makeRoomFor(extended);
        if (extended == next) {
            next++;
            end = Math.max(end, next);
            sink.packet(bytes, nanos);
            drain();
            return;
        }
        hold(extended, bytes, nanos);
    }

    /** Gives up what has been waited for long enough at this time. */
    public void giveUp(long nowNanos) {
        while (waiting > 0 && oldestNanos <= nowNanos - PATIENCE_NANOS) {
            skipGap();
        }
    }

    /** Gives up whatever is missing, so that nothing waits any more. */
    public void drainAll() {
        while (waiting > 0) {
            skipGap();
        }
    }

    /** Forgets the stream: the next packet is a first one. */
    public void restart() {
        drainAll();
        started = false;
        unwrapper.reset();
    }

    public int waiting() {
        return waiting;
    }

    /** Whether something has been waiting since then. */
    public boolean waitsSince(long nanos) {
        return waiting > 0 && oldestNanos <= nanos;
    }

    /** Packets that came a second time. */
    public long duplicates() {
        return duplicates;
    }

    /** Packets that came when their turn was over: given up, or there already. */
    public long late() {
        return late;
    }

    /** Packets that were given up. */
    public long missing() {
        return missing;
    }

    private void behind(int sequence, long extended, byte[] bytes, long nanos) {
        late++;
        if (next - extended <= MOST_PACKETS) {
            straysInARow = 0;
        } else if (++straysInARow == STRAYS_OF_A_RESTART) {
            straysInARow = 0;
            restart();
            sink.gap(0);
            add(sequence, bytes, nanos);
        }
    }

    private void makeRoomFor(long extended) {
        while (waiting > 0 && (extended - next >= MOST_PACKETS || waitingBytes >= MOST_BYTES)) {
            skipGap();
        }
        if (extended - next >= MOST_PACKETS) {
            tellGap(extended - next);
            next = extended;
            end = extended;
        }
    }

    private void hold(long extended, byte[] bytes, long nanos) {
        while (extended - next >= slots.length) {
            grow();
        }
        int slot = slot(extended);
        if (slots[slot] != null) {
            duplicates++;
            return;
        }
        slots[slot] = bytes;
        arrivals[slot] = nanos;
        oldestNanos = waiting == 0 ? nanos : oldestNanos;
        waiting++;
        waitingBytes += bytes.length;
        end = Math.max(end, extended + 1);
    }

    private void drain() {
        while (waiting > 0) {
            int slot = slot(next);
            byte[] bytes = slots[slot];
            if (bytes == null) {
                oldestNanos = oldestArrival();
                return;
            }
            slots[slot] = null;
            waiting--;
            waitingBytes -= bytes.length;
            next++;
            sink.packet(bytes, arrivals[slot]);
        }
    }

    /** To the first packet that waits. */
    private void skipGap() {
        long from = next;
        while (slots[slot(next)] == null) {
            next++;
        }
        tellGap(next - from);
        drain();
    }

    private void tellGap(long packets) {
        missing += packets;
        sink.gap(packets);
    }

    private long oldestArrival() {
        long oldest = Long.MAX_VALUE;
        for (long at = next; at < end; at++) {
            int slot = slot(at);
            if (slots[slot] != null) {
                oldest = Math.min(oldest, arrivals[slot]);
            }
        }
        return oldest;
    }

    private void grow() {
        byte[] @Nullable [] old = slots;
        long[] oldArrivals = arrivals;
        slots = Arrays.copyOf(new byte[0][], old.length * 2);
        arrivals = new long[old.length * 2];
        for (long at = next; at < end; at++) {
            int from = (int) (at & old.length - 1);
            slots[slot(at)] = old[from];
            arrivals[slot(at)] = oldArrivals[from];
        }
    }

    private int slot(long extended) {
        return (int) (extended & slots.length - 1);
    }
}
