// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.session;

import io.apotheca.media.forward.Codec;
import io.apotheca.media.forward.Source;
import java.util.List;

/**
 * What the Matroska stream does not say of a session: who was there, what their tracks are, where something is missing, and
 * where in the stream to look. Times are its timestamps: milliseconds since the session's time zero.
 */
public sealed interface SessionNote {
    long timeMillis();

    record Joined(long timeMillis, String participant, String name) implements SessionNote {}

    record Left(long timeMillis, String participant) implements SessionNote {}

    /**
     * A track of the stream is new.
     *
     * @param number of it in every document, also when the participant comes back with the same kind of track
     */
    record TrackAdded(long timeMillis, int number, String participant, Source source, Codec codec, boolean encrypted)
            implements SessionNote {}

    /** Muted, the camera off, or the screen not shared any more; what follows is no gap. */
    record Paused(long timeMillis, String participant, Source source) implements SessionNote {}

    /** It goes on: after {@link Paused}, or after {@link Ended} with a track that was added before. */
    record Resumed(long timeMillis, String participant, Source source) implements SessionNote {}

    record Ended(long timeMillis, String participant, Source source) implements SessionNote {}

    /**
     * Something was sent and is not in the track between these times.
     *
     * @param timeMillis of the last frame before it, {@code toMillis} of the first one after it
     * @param packets so many of those that are known are missing; 0 if frames could only not be decoded
     */
    record Gap(long timeMillis, long toMillis, int number, long packets) implements SessionNote {}

    /** From here on the track shows another of the source's simulcast streams, 0 the lowest. */
    record StreamSwitched(long timeMillis, int number, int stream) implements SessionNote {}

    /** The tap could not hand over these. */
    record TapDropped(long timeMillis, String participant, Source source, long packets) implements SessionNote {}

    /** A document begins at this place of the stream, with these tracks. */
    record DocumentBegan(long timeMillis, long position, List<Integer> numbers) implements SessionNote {
        public DocumentBegan {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * A Cluster begins at this place of the stream.
     *
     * @param key whether its first frame is a video's key frame
     */
    record ClusterBegan(long timeMillis, long position, boolean key) implements SessionNote {}

    /** The session had more participants or tracks than are recorded. */
    record TooMany(long timeMillis) implements SessionNote {}
}
