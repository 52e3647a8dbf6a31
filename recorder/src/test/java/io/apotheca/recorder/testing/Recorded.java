// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.testing;

import io.apotheca.media.buffer.Bytes;
import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Encoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The streams of other people's encoders in the test resources. */
@SuppressWarnings("ImmutableEnumChecker") // a record of numbers is immutable, without saying so
public enum Recorded {
    VP8(new Encoding(Codec.VP8, 96, Encoding.NONE), 45),
    VP9(new Encoding(Codec.VP9, 98, Encoding.NONE), 45),
    H264(new Encoding(Codec.H264, 102, Encoding.NONE), 45),
    AV1(new Encoding(Codec.AV1, 45, Encoding.NONE), 45),
    OPUS(new Encoding(Codec.OPUS, 111, Encoding.NONE), 151),
    RED(new Encoding(Codec.OPUS, 0, 111, Encoding.NONE, 63), 151);

    private static final String STREAMS = "/io/apotheca/recorder/streams/";

    private final Encoding encoding;
    private final int frames;

    Recorded(Encoding encoding, int frames) {
        this.encoding = encoding;
        this.frames = frames;
    }

    public Encoding encoding() {
        return encoding;
    }

    /** How many frames were encoded. */
    public int frames() {
        return frames;
    }

    /** The RTP packets in order. */
    public List<byte[]> packets() {
        return switch (this) {
            case VP8 -> framed("vp8.rtp");
            case VP9 -> framed("vp9.rtp");
            case H264 -> framed("h264.rtp");
            case OPUS -> framed("opus.rtp");
            case RED -> framed("red.rtp");
            case AV1 -> {
                Av1Packetizer packetizer = new Av1Packetizer(500);
                List<byte[]> packets = new ArrayList<>();
                long timestamp = 77;
                for (byte[] unit : temporalUnits()) {
                    packets.addAll(packetizer.packets(unit, timestamp));
                    timestamp += 6000;
                }
                yield packets;
            }
        };
    }

    /** The AV1 stream's temporal units, with their delimiters. */
    public static List<byte[]> temporalUnits() {
        byte[] all = resource("av1.obu");
        List<byte[]> units = new ArrayList<>();
        int begin = 0;
        for (int at = 0; at < all.length; ) {
            if ((all[at] >> 3 & 0x0F) == 2 && at > begin) {
                units.add(Arrays.copyOfRange(all, begin, at));
                begin = at;
            }
            at = Av1Packetizer.endOfUnit(all, at);
        }
        units.add(Arrays.copyOfRange(all, begin, all.length));
        return units;
    }

    private static List<byte[]> framed(String name) {
        byte[] all = resource(name);
        List<byte[]> packets = new ArrayList<>();
        for (int at = 0; at < all.length; ) {
            int length = Bytes.u16(all, at);
            packets.add(Arrays.copyOfRange(all, at + 2, at + 2 + length));
            at += 2 + length;
        }
        return packets;
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(Recorded.class.getResourceAsStream(STREAMS + name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
