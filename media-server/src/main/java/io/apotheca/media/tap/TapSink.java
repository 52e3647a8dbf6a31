// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.tap;

import io.apotheca.media.forward.Encoding;
import io.apotheca.media.forward.Source;

/**
 * Takes what a {@link RoomTap} tells, in order, on the room's loop; bounded, and never blocks. What tells of people and tracks
 * is always taken: a sink that has no room even for that gives up the whole tap.
 */
public interface TapSink {
    void participantJoined(long nanos, String participant);

    void participantLeft(long nanos, String participant);

    /** Everybody who is in the room has been told of. */
    void roomTold(long nanos);

    void trackStarted(long nanos, int track, String participant, Source source, Encoding encoding);

    void trackPaused(long nanos, int track);

    void trackResumed(long nanos, int track);

    void trackEnded(long nanos, int track);

    /** So many packets of the track found no room. */
    void packetsDropped(long nanos, int track, long packets);

    /** Whether there was room for the packet, which is copied. Allocates nothing once as much waited as waits now. */
    boolean packet(long nanos, int track, int stream, byte[] bytes, int offset, int length);

    /** Whether there was room for it. */
    boolean senderReported(long nanos, int track, int stream, int ssrc, long ntp, long rtpTimestamp);
}
