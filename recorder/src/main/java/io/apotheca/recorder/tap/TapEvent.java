// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.tap;

import io.apotheca.media.forward.Encoding;
import io.apotheca.media.forward.Source;

/**
 * Something that happened in a session, told in the order of arrival at the media server. Times are nanoseconds of one
 * monotonic clock, the server's. Tracks are numbered by the tap: no two of one session have the same number, and a
 * participant who connects anew starts new ones. What speaks of an unknown track is counted and left out.
 */
public sealed interface TapEvent {
    /** When it happened, on the server's monotonic clock. */
    long nanos();

    /**
     * Somebody is in the session from now on.
     *
     * @param participant the id; the same when somebody comes back
     * @param name what others call them; may be empty
     */
    record ParticipantJoined(long nanos, String participant, String name) implements TapEvent {}

    /** Somebody left; their tracks end with it. */
    record ParticipantLeft(long nanos, String participant) implements TapEvent {}

    /**
     * A participant's source is published.
     *
     * @param encoding codec and payload types of what will come
     * @param encrypted whether frames are encrypted end to end (RFC 9605), so that only what routing needs can be read
     */
    record TrackStarted(long nanos, int track, String participant, Source source, Encoding encoding, boolean encrypted)
            implements TapEvent {}

    /** Muted, or the camera is off; packets of silence may go on. */
    record TrackPaused(long nanos, int track) implements TapEvent {}

    /** Not muted any more, or the camera is on again. */
    record TrackResumed(long nanos, int track) implements TapEvent {}

    /** The source is not published any more. */
    record TrackEnded(long nanos, int track) implements TapEvent {}

    /**
     * One RTP packet as the publisher sent it, decrypted. Recovered ones come late, and any may come twice.
     *
     * @param stream which of a simulcast source's streams it is of, 0 the lowest picture; 0 to {@link #MOST_STREAMS} - 1
     * @param bytes the packet; it belongs to the recorder from now on, and nobody changes it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record MediaPacket(long nanos, int track, int stream, byte[] bytes) implements TapEvent {
        /** Streams of a simulcast source beyond this many are not recorded. */
        public static final int MOST_STREAMS = 4;

        public MediaPacket {
            if (stream < 0 || stream >= MOST_STREAMS) {
                throw new IllegalArgumentException("no such stream");
            }
        }
    }

    /**
     * The publisher told which moment of its wallclock a stream's RTP timestamp stands for (RFC 3550 section 6.4.1).
     *
     * @param ntp 32.32 bits of seconds
     * @param rtpTimestamp unsigned 32 bits
     */
    record SenderReported(long nanos, int track, int stream, int ssrc, long ntp, long rtpTimestamp)
            implements TapEvent {}

    /** The tap could not hand over so many packets of a track, because its queue was full. */
    record PacketsDropped(long nanos, int track, long packets) implements TapEvent {}
}
