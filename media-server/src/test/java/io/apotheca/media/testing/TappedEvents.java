// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import io.apotheca.media.forward.Encoding;
import io.apotheca.media.forward.Source;
import io.apotheca.media.rtp.RtpPacket;
import io.apotheca.media.tap.TapSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes what a tap tells, in words, and keeps the packets by track and stream. Takes no packets while it is full. */
public final class TappedEvents implements TapSink {
    /** One packet that was told of. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Packet(long nanos, int stream, byte[] bytes) {
        public RtpPacket rtp() {
            RtpPacket rtp = new RtpPacket();
            if (!rtp.wrap(bytes, 0, bytes.length)) {
                throw new AssertionError("no packet");
            }
            return rtp;
        }
    }

    private final List<String> words = new ArrayList<>();
    private final Map<Integer, List<Packet>> packets = new HashMap<>();
    private final Map<String, Integer> tracks = new HashMap<>();
    private final List<Integer> reportedSsrcs = new ArrayList<>();
    private boolean full;

    public void full(boolean now) {
        full = now;
    }

    /** All but packets and reports, in order. */
    public List<String> words() {
        return List.copyOf(words);
    }

    /** The number of the newest track of a participant's source. */
    public int track(String participant, Source source) {
        return tracks.getOrDefault(participant + ' ' + source, 0);
    }

    /** The packets of a track. */
    public List<Packet> packets(int track) {
        return packets.getOrDefault(track, List.of());
    }

    /** Of which streams sender reports came. */
    public List<Integer> reportedSsrcs() {
        return List.copyOf(reportedSsrcs);
    }

    @Override
    public void participantJoined(long nanos, String participant) {
        words.add(participant + " joined");
    }

    @Override
    public void participantLeft(long nanos, String participant) {
        words.add(participant + " left");
    }

    @Override
    public void roomTold(long nanos) {
        words.add("told");
    }

    @Override
    public void trackStarted(long nanos, int track, String participant, Source source, Encoding encoding) {
        tracks.put(participant + ' ' + source, track);
        words.add(track + " started");
    }

    @Override
    public void trackPaused(long nanos, int track) {
        words.add(track + " paused");
    }

    @Override
    public void trackResumed(long nanos, int track) {
        words.add(track + " resumed");
    }

    @Override
    public void trackEnded(long nanos, int track) {
        words.add(track + " ended");
    }

    @Override
    public void packetsDropped(long nanos, int track, long count) {
        words.add(track + " dropped " + count);
    }

    @Override
    public boolean packet(long nanos, int track, int stream, byte[] bytes, int offset, int length) {
        if (!full) {
            packets.computeIfAbsent(track, key -> new ArrayList<>())
                    .add(new Packet(nanos, stream, Arrays.copyOfRange(bytes, offset, offset + length)));
        }
        return !full;
    }

    @Override
    public boolean senderReported(long nanos, int track, int stream, int ssrc, long ntp, long rtpTimestamp) {
        reportedSsrcs.add(ssrc);
        return true;
    }
}
