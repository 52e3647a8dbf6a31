// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Source;
import io.apotheca.recorder.codec.OpusHead;
import io.apotheca.recorder.codec.OpusPacket;
import io.apotheca.recorder.codec.VideoConfiguration;
import io.apotheca.recorder.matroska.TrackEntry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A track of the Matroska stream: what one participant sends from one kind of source in one codec, also when it is published
 * anew. Owned by its {@link SessionRecorder}.
 */
final class OutputTrack {
    static final long NEVER = -1;

    /** A clock that is put right slowly makes sounds overlap by so much, which decoders do not mind. */
    private static final long OVERLAP_MILLIS = 5;

    private static final long LATEST_MILLIS = 100;
    private static final int SAMPLES_PER_MILLI = OpusHead.SAMPLE_RATE / 1_000;

    /** What makes two tracks of the tap the same track of the stream. */
    record Key(String participant, Source source, Codec codec, boolean encrypted) {}

    final int number;
    final Key key;
    private final String name;
    private @Nullable TrackEntry entry;
    /** Timestamp of the newest frame, or {@link #NEVER}. */
    long lastMillis = NEVER;

    private long endMillis;
    /** Whether the current document has the track. */
    boolean inDocument;

    OutputTrack(int number, Key key, String name) {
        this.number = number;
        this.key = key;
        this.name = name;
    }

    /** How a document describes the track; null before {@link #describe} could tell. */
    @Nullable
    TrackEntry entry() {
        return entry;
    }

    /** Looks what a frame says of the track; whether it is known now. */
    boolean describe(boolean keyframe, byte[] frame) {
        if (entry != null) {
            return true;
        }
        if (!key.codec().video()) {
            entry = entry(
                    "A_OPUS",
                    OpusHead.bytes(),
                    new TrackEntry.Sound(
                            OpusHead.SAMPLE_RATE,
                            OpusHead.CHANNELS,
                            OpusHead.CODEC_DELAY_NANOS,
                            OpusHead.SEEK_PRE_ROLL_NANOS));
            return true;
        }
        VideoConfiguration read = keyframe ? VideoConfiguration.of(key.codec(), frame) : null;
        if (read == null && key.encrypted() && keyframe) {
            read = VideoConfiguration.UNKNOWN;
        }
        if (read != null) {
            entry = entry(
                    videoCodec(key.codec()), read.codecPrivate(), new TrackEntry.Picture(read.width(), read.height()));
        }
        return read != null;
    }

    /**
     * The timestamp of the next frame: later than the one before, and not before the sound that a decoder drops. Sound waits for
     * the end of the sound before; {@link #NEVER} for what would have to wait so long that lips were seen before.
     */
    long place(long millis, byte[] frame) {
        long earliest = earliestMillis();
        if (!key.codec().video() && earliest - millis > LATEST_MILLIS) {
            return NEVER;
        }
        lastMillis = Math.max(millis, earliest);
        endMillis = lastMillis + (endless() ? 0 : OpusPacket.samples(frame) / SAMPLES_PER_MILLI);
        return lastMillis;
    }

    private long earliestMillis() {
        if (lastMillis == NEVER) {
            return key.codec().video() ? 0 : OpusHead.CODEC_DELAY_NANOS / 1_000_000 + 1;
        }
        return Math.max(lastMillis + 1, endMillis - OVERLAP_MILLIS);
    }

    /** Whether frames do not tell how long they last. */
    private boolean endless() {
        return key.codec().video() || key.encrypted();
    }

    private TrackEntry entry(String codecId, byte[] codecPrivate, TrackEntry.Media media) {
        String title = name + " (" + key.source().name().toLowerCase(Locale.ROOT) + ')';
        return new TrackEntry(number, uid(), title, codecId, codecPrivate, key.encrypted(), media);
    }

    private static String videoCodec(Codec codec) {
        return switch (codec) {
            case OPUS -> throw new IllegalArgumentException("no video");
            case VP8 -> "V_VP8";
            case VP9 -> "V_VP9";
            case H264 -> "V_MPEG4/ISO/AVC";
            case AV1 -> "V_AV1";
        };
    }

    /** The same for the same track, wherever it is written: FNV-1a of what makes it that. */
    private long uid() {
        String all = key.participant() + '/' + key.source() + '/' + key.codec() + '/' + key.encrypted();
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < all.length(); i++) {
            hash = (hash ^ all.charAt(i)) * 0x100000001B3L;
        }
        return hash == 0 ? 1 : hash;
    }
}
