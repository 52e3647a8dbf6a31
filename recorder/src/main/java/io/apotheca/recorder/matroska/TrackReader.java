// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.matroska;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a Tracks element back (RFC 9559 section 5.1.4), as far as {@link TrackEntry} goes. */
final class TrackReader {
    private static final byte[] NOTHING = {};

    private int number;
    private long uid;
    private String name = "";
    private String codecId = "";
    private byte[] codecPrivate = NOTHING;
    private boolean encrypted;
    private long codecDelay;
    private long seekPreRoll;
    private int width;
    private int height;
    private int sampleRate;
    private int channels;

    private TrackReader() {}

    /** Null if it is none. */
    static @Nullable List<TrackEntry> read(byte[] body) {
        List<TrackEntry> tracks = new ArrayList<>();
        Elements elements = new Elements(body, 0, body.length);
        while (elements.next()) {
            if (elements.id() == ElementId.TRACK_ENTRY) {
                TrackEntry entry = new TrackReader().readEntry(elements.children());
                if (entry == null) {
                    return null;
                }
                tracks.add(entry);
            }
        }
        return elements.whole() ? tracks : null;
    }

    private @Nullable TrackEntry readEntry(Elements elements) {
        while (elements.next()) {
            switch (elements.id()) {
                case ElementId.TRACK_NUMBER -> number = (int) elements.unsigned();
                case ElementId.TRACK_UID -> uid = elements.unsigned();
                case ElementId.NAME -> name = new String(elements.binary(), StandardCharsets.UTF_8);
                case ElementId.CODEC_ID -> codecId = new String(elements.binary(), StandardCharsets.US_ASCII);
                case ElementId.CODEC_PRIVATE -> codecPrivate = elements.binary();
                case ElementId.CODEC_DELAY -> codecDelay = elements.unsigned();
                case ElementId.SEEK_PRE_ROLL -> seekPreRoll = elements.unsigned();
                case ElementId.CONTENT_ENCODINGS -> encrypted = true;
                case ElementId.VIDEO, ElementId.AUDIO -> readMedia(elements.children());
                default -> {}
            }
        }
        boolean valid = elements.whole() && number >= 1 && number <= TrackEntry.MOST_TRACKS && uid != 0;
        TrackEntry.Media media = width > 0
                ? new TrackEntry.Picture(width, height)
                : new TrackEntry.Sound(sampleRate, channels, codecDelay, seekPreRoll);
        return valid ? new TrackEntry(number, uid, name, codecId, codecPrivate, encrypted, media) : null;
    }

    private void readMedia(Elements elements) {
        while (elements.next()) {
            switch (elements.id()) {
                case ElementId.PIXEL_WIDTH -> width = (int) elements.unsigned();
                case ElementId.PIXEL_HEIGHT -> height = (int) elements.unsigned();
                case ElementId.SAMPLING_FREQUENCY -> sampleRate = (int) Double.longBitsToDouble(elements.unsigned());
                case ElementId.CHANNELS -> channels = (int) elements.unsigned();
                default -> {}
            }
        }
    }
}
