// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.rtp.RtpHeaderWriter;
import io.apotheca.media.rtp.codec.Av1Descriptors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Packets of an encoder in layers, with what each frame refers to. */
final class LayeredEncoder {
    static final int DEPENDENCIES = 7;
    static final Encoding VP9 = new Encoding(Codec.VP9, 98, 99);
    static final Encoding AV1 = new Encoding(Codec.AV1, 45, 46);

    private static final int TAG = 8;
    private static final int[] TEMPORAL = {0, 2, 1, 2};
    private static final int[] REFERS_BACK = {4, 1, 2, 1};
    private static final int[] L1T3_TEMPLATES = {1, 3, 2, 4};

    /** One frame, or layer frame: of a picture, in packets, referring to frames by their place in the list. */
    record Frame(int picture, int spatial, int temporal, int packets, List<Integer> refersTo) {}

    /** One RTP packet: the n-th of a frame; {@code number} is its picture id or frame number. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Packet(int frame, int index, int number, byte[] rtp) {}

    private final RandomGenerator random;
    private final Encoding encoding;
    private final int firstNumber;
    private final int firstSequence;
    private final List<Frame> frames = new ArrayList<>();
    private final List<Packet> packets = new ArrayList<>();
    private final int[] pictureStarts;
    private int baseLayer;

    private LayeredEncoder(RandomGenerator random, Encoding encoding, int pictures) {
        this.random = random;
        this.encoding = encoding;
        this.firstNumber = random.nextInt(1 << 15);
        this.firstSequence = random.nextInt(1 << 16);
        this.baseLayer = random.nextInt(256);
        this.pictureStarts = new int[pictures];
    }

    /** Three spatial and three temporal layers; {@code full} where spatial layers refer to each other in each picture. */
    static LayeredEncoder vp9(RandomGenerator random, int pictures, boolean full) {
        LayeredEncoder encoder = new LayeredEncoder(random, VP9, pictures);
        int phase = 0;
        for (int picture = 0; picture < pictures; picture++) {
            boolean key = picture == 0 || random.nextInt(20) == 0;
            phase = key ? 0 : (phase + 1) % 4;
            encoder.baseLayer += phase == 0 ? 1 : 0;
            encoder.addVp9(picture, phase, key, full);
        }
        return encoder;
    }

    private void addVp9(int picture, int phase, boolean key, boolean full) {
        pictureStarts[picture] = frames.size();
        for (int spatial = 0; spatial < 3; spatial++) {
            List<Integer> refersTo = new ArrayList<>();
            if (!key) {
                refersTo.add(pictureStarts[picture - REFERS_BACK[phase]] + spatial);
            }
            boolean above = spatial > 0 && (key || full);
            if (above) {
                refersTo.add(frames.size() - 1);
            }
            Frame frame = new Frame(picture, spatial, TEMPORAL[phase], 1 + random.nextInt(3), refersTo);
            frames.add(frame);
            int number = (firstNumber + picture) & 0x7FFF;
            for (int index = 0; index < frame.packets; index++) {
                boolean last = index == frame.packets - 1;
                byte[] payload = new byte[5 + TAG + 10];
                boolean structure = key && spatial == 0 && index == 0;
                Bytes.put8(
                        payload,
                        0,
                        0xA0 | (key ? 0 : 0x40) | (index == 0 ? 8 : 0) | (last ? 4 : 0) | (structure ? 2 : 0));
                Bytes.put16(payload, 1, 0x8000 | number);
                boolean up = key || phase != 0;
                Bytes.put8(payload, 3, frame.temporal << 5 | (up ? 0x10 : 0) | spatial << 1 | (above ? 1 : 0));
                Bytes.put8(payload, 4, baseLayer);
                Bytes.put8(payload, 5, 0x40); // three spatial layers, where it is a structure; else part of the tag
                int tagAt = structure ? 6 : 5;
                add(payload, tagAt, index, last && spatial == 2, number, null);
            }
        }
    }

    /** One of the structures of {@link Av1Descriptors}. */
    static LayeredEncoder av1(RandomGenerator random, int pictures, Av1Descriptors.Structure structure) {
        LayeredEncoder encoder = new LayeredEncoder(random, AV1, pictures);
        int phase = 0;
        for (int picture = 0; picture < pictures; picture++) {
            boolean key = picture == 0 || random.nextInt(20) == 0;
            phase = key ? 0 : (phase + 1) % 4;
            if (structure.equals(Av1Descriptors.L1T3)) {
                encoder.addAv1(structure, picture, key ? 0 : L1T3_TEMPLATES[phase], key, true);
            } else {
                for (int spatial = 0; spatial < 3; spatial++) {
                    encoder.addAv1(structure, picture, 2 * spatial + (key ? 0 : 1), key && spatial == 0, spatial == 2);
                }
            }
        }
        return encoder;
    }

    private void addAv1(Av1Descriptors.Structure structure, int picture, int index, boolean starts, boolean ends) {
        Av1Descriptors.Template template = structure.templates().get(index);
        int place = frames.size();
        List<Integer> refersTo =
                template.differences().stream().map(back -> place - back).toList();
        Frame frame = new Frame(picture, template.spatial(), template.temporal(), 1 + random.nextInt(3), refersTo);
        frames.add(frame);
        int number = (firstNumber + place) & 0xFFFF;
        for (int i = 0; i < frame.packets; i++) {
            boolean last = i == frame.packets - 1;
            byte[] payload = new byte[1 + TAG + 10];
            Bytes.put8(payload, 0, starts && i == 0 ? 0x18 : 0x10);
            byte[] descriptor = Av1Descriptors.write(structure, index, i == 0, last, number, starts && i == 0, -1);
            add(payload, 1, i, last && ends, number, descriptor);
        }
    }

    private void add(byte[] payload, int tagAt, int index, boolean marker, int number, byte @Nullable [] descriptor) {
        int frame = frames.size() - 1;
        Bytes.put32(payload, tagAt, frame);
        Bytes.put16(payload, tagAt + 4, index);
        byte[] rtp = new byte[400];
        RtpHeaderWriter header = new RtpHeaderWriter();
        int sequence = (firstSequence + packets.size()) & 0xFFFF;
        long timestamp = frames.getLast().picture * 3000L;
        header.begin(rtp, 0, marker, encoding.payloadType(), sequence, timestamp, 1);
        if (descriptor != null) {
            header.extension(DEPENDENCIES, descriptor, 0, descriptor.length);
        }
        int at = header.end();
        System.arraycopy(payload, 0, rtp, at, payload.length);
        packets.add(new Packet(frame, index, number, Arrays.copyOf(rtp, at + payload.length)));
    }

    Encoding encoding() {
        return encoding;
    }

    List<Frame> frames() {
        return frames;
    }

    List<Packet> packets() {
        return packets;
    }
}
