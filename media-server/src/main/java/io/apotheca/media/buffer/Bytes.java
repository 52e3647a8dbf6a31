// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.buffer;

/** Network byte order (big-endian) access to a byte array. Callers check bounds once, before the first read. */
public final class Bytes {
    private Bytes() {}

    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    public static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    public static int u24(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 16) | u16(bytes, at + 1);
    }

    public static int i32(byte[] bytes, int at) {
        return (bytes[at] << 24) | u24(bytes, at + 1);
    }

    public static long u32(byte[] bytes, int at) {
        return i32(bytes, at) & 0xFFFF_FFFFL;
    }

    public static long i64(byte[] bytes, int at) {
        return ((long) i32(bytes, at) << 32) | u32(bytes, at + 4);
    }

    public static void put8(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
    }

    public static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    public static void put24(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 16);
        put16(bytes, at + 1, value);
    }

    public static void put32(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 24);
        put24(bytes, at + 1, value);
    }

    public static void put64(byte[] bytes, int at, long value) {
        put32(bytes, at, (int) (value >> 32));
        put32(bytes, at + 4, (int) value);
    }
}
