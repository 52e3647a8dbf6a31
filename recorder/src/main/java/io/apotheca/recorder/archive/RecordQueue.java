// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.archive;

/**
 * What waits for the disk: a ring of bytes that grows to its bound, of records for one part at a time. Any thread may put;
 * one thread takes. Putting never waits for the disk.
 */
final class RecordQueue {
    static final int SMALLEST = 1 << 16;

    /** Kind, length, and when it came. */
    private static final int HEADER_LENGTH = 1 + Integer.BYTES + Long.BYTES;

    private final int most;
    private final byte[] header = new byte[HEADER_LENGTH];
    private byte[] ring = new byte[SMALLEST];
    private int head;
    private int count;

    /** Of the record that is being taken: what is left of it. */
    private int left;

    private RecordKind kind = RecordKind.PADDING;
    private long sinceNanos;

    /** The part that is taken for; 0 when none is. */
    private int part;

    private boolean overflowed;

    RecordQueue(int mostBytes) {
        most = mostBytes;
    }

    /** Takes records for this part from now on; what is there of another one is not for it. */
    synchronized void accept(int newPart) {
        part = newPart;
        overflowed = false;
        head = 0;
        count = 0;
        left = 0;
    }

    /** Takes nothing any more; what is there can still be taken. */
    synchronized void refuse() {
        part = 0;
    }

    /** The part that is taken for; 0 when none is. */
    synchronized int part() {
        return part;
    }

    synchronized boolean overflowed() {
        return overflowed;
    }

    /** False when this part takes nothing any more. Where there is no room, it takes nothing from then on. */
    synchronized boolean put(int forPart, RecordKind recordKind, byte[] bytes, int offset, int length, long nowNanos) {
        if (forPart != part || part == 0) {
            return false;
        }
        long needed = (long) count + HEADER_LENGTH + length;
        if (needed > most) {
            part = 0;
            overflowed = true;
            return false;
        }
        if (needed > ring.length) {
            grow((int) needed);
        }
        if (count == 0 && left == 0) {
            sinceNanos = nowNanos;
        }
        header[0] = recordKind.code();
        putNumber(1, Integer.BYTES, length);
        putNumber(1 + Integer.BYTES, Long.BYTES, nowNanos);
        append(header, 0, HEADER_LENGTH);
        append(bytes, offset, length);
        return true;
    }

    private void grow(int needed) {
        int size = ring.length;
        while (size < needed) {
            size = (int) Math.min(most, 2L * size);
        }
        byte[] larger = new byte[size];
        int all = count;
        read(larger, all);
        ring = larger;
        head = 0;
        count = all;
    }

    private void append(byte[] bytes, int offset, int length) {
        int tail = (int) (((long) head + count) % ring.length);
        int first = Math.min(length, ring.length - tail);
        System.arraycopy(bytes, offset, ring, tail, first);
        System.arraycopy(bytes, offset + first, ring, 0, length - first);
        count += length;
    }

    private void read(byte[] to, int length) {
        int first = Math.min(length, ring.length - head);
        System.arraycopy(ring, head, to, 0, first);
        System.arraycopy(ring, 0, to, first, length - first);
        head = (int) (((long) head + length) % ring.length);
        count -= length;
    }

    private void putNumber(int at, int length, long value) {
        for (int i = 0; i < length; i++) {
            header[at + i] = (byte) (value >>> (Byte.SIZE * (length - 1 - i)));
        }
    }

    private long number(int at, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << Byte.SIZE | (header[at + i] & 0xFF);
        }
        return value;
    }

    /** Whether there is a record, or what is left of one, to take; then {@link #kind} tells what it is. */
    synchronized boolean hasNext() {
        if (left == 0 && count > 0) {
            read(header, HEADER_LENGTH);
            kind = RecordKind.of(header[0]).orElseThrow();
            left = (int) number(1, Integer.BYTES);
            sinceNanos = number(1 + Integer.BYTES, Long.BYTES);
        }
        return left > 0;
    }

    synchronized RecordKind kind() {
        return kind;
    }

    /** How much is left of the record that is being taken. */
    synchronized int left() {
        return left;
    }

    /** Takes that many bytes of the record. */
    synchronized void take(byte[] to, int length) {
        read(to, length);
        left -= length;
    }

    /** When the oldest of what is there came; of nothing, when the last one did. */
    synchronized long sinceNanos() {
        return sinceNanos;
    }

    synchronized boolean isEmpty() {
        return left == 0 && count == 0;
    }
}
