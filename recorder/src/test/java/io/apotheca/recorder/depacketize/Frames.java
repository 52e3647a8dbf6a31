// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.depacketize;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.forward.Codec;
import io.apotheca.recorder.testing.Av1Packetizer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Made-up frames of each codec and the payloads a sender would make of them. A frame says which frame it refers to, so that
 * what comes out of a depacketizer can be judged.
 */
final class Frames {
    private static final int[] LAYERS = {0, 2, 1, 2};
    private static final int[] REFERS_BACK = {4, 1, 2, 1};

    /**
     * One frame.
     *
     * @param bytes as a depacketizer should give it
     * @param refersTo the index of the frame it needs, or -1
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(long timestamp, boolean key, byte[] bytes, int refersTo, List<byte[]> payloads) {}

    private final Codec codec;
    private final RandomGenerator random;
    private final boolean layered;
    private int pictureId;
    private int baseIndex;
    private int sinceBase;

    Frames(Codec codec, RandomGenerator random) {
        this.codec = codec;
        this.random = random;
        this.layered = (codec == Codec.VP8 || codec == Codec.VP9) && random.nextBoolean();
        this.pictureId = random.nextInt(1 << 15);
        this.baseIndex = random.nextInt(1 << 8);
    }

    List<Frame> next(int count) {
        List<Frame> frames = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            boolean key = index == 0 || random.nextInt(20) == 0;
            sinceBase = key || !layered ? 0 : (sinceBase + 1) % 4;
            pictureId = pictureId + 1 & 0x7FFF;
            baseIndex = sinceBase == 0 ? baseIndex + 1 & 0xFF : baseIndex;
            int refersTo = key || codec == Codec.OPUS ? -1 : index - (layered ? REFERS_BACK[sinceBase] : 1);
            frames.add(frame(0xFFFF_F000L + index * 3000L & 0xFFFF_FFFFL, key, refersTo));
        }
        return frames;
    }

    private Frame frame(long timestamp, boolean key, int refersTo) {
        byte[] plain = bytes(random.nextInt(1, 5000));
        return switch (codec) {
            case OPUS -> new Frame(timestamp, true, plain, refersTo, List.of(plain));
            case VP8 -> vp8(timestamp, key, refersTo, plain);
            case VP9 -> new Frame(timestamp, key, plain, refersTo, split(plain, begins -> vp9(key, begins)));
            case H264 -> h264(timestamp, key, refersTo);
            case AV1 -> av1(timestamp, key, refersTo);
        };
    }

    private Frame vp8(long timestamp, boolean key, int refersTo, byte[] plain) {
        plain[0] = (byte) ((plain[0] & ~1) | (key ? 0 : 1));
        List<byte[]> payloads = split(plain, begins -> {
            int sync = LAYERS[sinceBase] > 0 && sinceBase < 3 ? 0x20 : 0;
            byte[] head = {
                (byte) (begins ? 0x90 : 0x80),
                (byte) 0xE0,
                0,
                0,
                (byte) baseIndex,
                (byte) (LAYERS[sinceBase] << 6 | sync)
            };
            Bytes.put16(head, 2, 0x8000 | pictureId);
            return head;
        });
        return new Frame(timestamp, key, plain, refersTo, payloads);
    }

    /** Begin and end are marked; a base layer picture lets all higher layers begin anew. */
    private byte[] vp9(boolean key, boolean begins) {
        int up = sinceBase == 0 || sinceBase == 2 ? 0x10 : 0;
        byte[] head = {
            (byte) (0xA0 | (key ? 0 : 0x40) | (begins ? 8 : 0)),
            0,
            0,
            (byte) (LAYERS[sinceBase] << 5 | up),
            (byte) baseIndex
        };
        Bytes.put16(head, 1, 0x8000 | pictureId);
        return head;
    }

    private Frame h264(long timestamp, boolean key, int refersTo) {
        List<byte[]> units = new ArrayList<>();
        if (key) {
            units.add(unit(0x67, random.nextInt(5, 20)));
            units.add(unit(0x68, random.nextInt(3, 10)));
        }
        int slices = random.nextInt(1, 4);
        for (int slice = 0; slice < slices; slice++) {
            byte[] unit = unit(key ? 0x65 : 0x41, random.nextInt(3, 3000));
            unit[1] = (byte) ((unit[1] & 0x7F) | (slice == 0 ? 0x80 : 0));
            units.add(unit);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        List<byte[]> payloads = new ArrayList<>();
        List<byte[]> small = new ArrayList<>();
        for (byte[] unit : units) {
            byte[] size = new byte[4];
            Bytes.put32(size, 0, unit.length);
            whole.writeBytes(size);
            whole.writeBytes(unit);
            if (unit.length < 300) {
                small.add(unit);
                continue;
            }
            aggregate(small, payloads);
            int most = random.nextInt(200, 1200);
            for (int from = 1; from < unit.length; from += most) {
                int length = Math.min(most, unit.length - from);
                byte[] part = new byte[2 + length];
                part[0] = (byte) ((unit[0] & 0x60) | 28);
                part[1] =
                        (byte) ((unit[0] & 0x1F) | (from == 1 ? 0x80 : 0) | (from + length == unit.length ? 0x40 : 0));
                System.arraycopy(unit, from, part, 2, length);
                payloads.add(part);
            }
        }
        aggregate(small, payloads);
        return new Frame(timestamp, key, whole.toByteArray(), refersTo, payloads);
    }

    private static void aggregate(List<byte[]> small, List<byte[]> payloads) {
        if (small.size() == 1) {
            payloads.add(small.getFirst());
        } else if (!small.isEmpty()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(24);
            for (byte[] unit : small) {
                all.write(unit.length >> 8);
                all.write(unit.length);
                all.writeBytes(unit);
            }
            payloads.add(all.toByteArray());
        }
        small.clear();
    }

    private byte[] unit(int head, int length) {
        byte[] unit = bytes(length);
        unit[0] = (byte) head;
        return unit;
    }

    private Frame av1(long timestamp, boolean key, int refersTo) {
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        if (key) {
            obu(unit, 0x0A, bytes(random.nextInt(8, 16)));
        }
        int frames = random.nextInt(1, 3);
        for (int i = 0; i < frames; i++) {
            obu(unit, 0x32, bytes(random.nextInt(1, 3000)));
        }
        byte[] bytes = unit.toByteArray();
        return new Frame(timestamp, key, bytes, refersTo, Av1Packetizer.payloads(bytes, random.nextInt(100, 1200)));
    }

    private static void obu(ByteArrayOutputStream into, int head, byte[] payload) {
        into.write(head);
        int left = payload.length;
        while (left > 0x7F) {
            into.write((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        into.write(left);
        into.writeBytes(payload);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A part's descriptor. */
    private interface Head {
        byte[] of(boolean begins);
    }

    private List<byte[]> split(byte[] plain, Head head) {
        List<byte[]> payloads = new ArrayList<>();
        int most = random.nextInt(100, 1200);
        for (int from = 0; from < plain.length; from += most) {
            byte[] first = head.of(from == 0);
            int length = Math.min(most, plain.length - from);
            byte[] payload = new byte[first.length + length];
            System.arraycopy(first, 0, payload, 0, first.length);
            System.arraycopy(plain, from, payload, first.length, length);
            payloads.add(payload);
        }
        return payloads;
    }
}
