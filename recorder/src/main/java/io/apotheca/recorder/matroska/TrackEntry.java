// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.matroska;

/**
 * One track as a document's head describes it (RFC 9559 section 5.1.4).
 *
 * @param number what blocks name it by, 1 to {@link #MOST_TRACKS}
 * @param uid not 0
 * @param name for people
 * @param codecId such as V_VP8
 * @param codecPrivate may be empty
 * @param encrypted whether its frames are encrypted end to end: stored as they came, and only labelled
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TrackEntry(
        int number, long uid, String name, String codecId, byte[] codecPrivate, boolean encrypted, Media media) {
    /** As many as one octet can number. */
    public static final int MOST_TRACKS = 126;

    /** What kind of track it is. */
    public sealed interface Media {}

    /** Pictures of so many pixels at first; later ones may be of another size. */
    public record Picture(int width, int height) implements Media {}

    /** Sound; {@code codecDelayNanos} of what is decoded first is no sound of the source. */
    public record Sound(int sampleRate, int channels, long codecDelayNanos, long seekPreRollNanos) implements Media {}

    public TrackEntry {
        if (number < 1 || number > MOST_TRACKS || uid == 0) {
            throw new IllegalArgumentException("no such track number or uid");
        }
    }

    /** The same under another number. */
    TrackEntry numbered(int other) {
        return new TrackEntry(other, uid, name, codecId, codecPrivate, encrypted, media);
    }
}
