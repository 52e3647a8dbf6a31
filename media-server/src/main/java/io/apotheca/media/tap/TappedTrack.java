// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.tap;

import io.apotheca.media.forward.Encoding;
import io.apotheca.media.forward.InboundStream;
import io.apotheca.media.forward.InboundTrack;
import io.apotheca.media.forward.TrackTap;
import io.apotheca.media.rtcp.SenderReport;
import io.apotheca.media.rtp.RtpPacket;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One source of a participant, while it is tapped. It begins with its first packet, and anew, under another number, with each
 * encoding that the publisher changes to. Owned by the room's MediaLoop.
 */
final class TappedTrack implements TrackTap {
    private final String participant;
    private final InboundTrack track;
    private final TapSink sink;
    private final IntSupplier numbers;
    private @Nullable Encoding encoding;
    private int number;
    /** A bit for each stream of which packets have been told. */
    private int begun;

    private boolean paused;
    private long dropped;

    TappedTrack(String participant, InboundTrack track, boolean paused, TapSink sink, IntSupplier numbers) {
        this.participant = participant;
        this.track = track;
        this.paused = paused;
        this.sink = sink;
        this.numbers = numbers;
        track.tap(this);
    }

    @Override
    public void onPacket(
            InboundStream stream, Encoding packetEncoding, RtpPacket packet, boolean begins, long nowNanos) {
        if (!packetEncoding.equals(encoding)) {
            // Late packets of the encoding before do not change it back.
            if (encoding != null && !begins) {
                return;
            }
            finish(nowNanos);
            start(packetEncoding, nowNanos);
        }
        if (!sink.packet(nowNanos, number, stream.index(), packet.bytes(), packet.offset(), packet.length())) {
            dropped++;
        } else if (dropped > 0) {
            tellDropped(nowNanos);
        }
        if ((begun & 1 << stream.index()) == 0) {
            begun |= 1 << stream.index();
            stream.tellReport(this);
        }
    }

    @Override
    public void onSenderReport(InboundStream stream, SenderReport report, long nowNanos) {
        if (encoding != null) {
            // One that finds no room is not missed: the next comes soon.
            sink.senderReported(nowNanos, number, stream.index(), report.ssrc(), report.ntp(), report.rtpTimestamp());
        }
    }

    private void start(Encoding started, long nowNanos) {
        encoding = started;
        begun = 0;
        number = numbers.getAsInt();
        sink.trackStarted(nowNanos, number, participant, track.source(), started);
        if (paused) {
            sink.trackPaused(nowNanos, number);
        }
    }

    private void finish(long nowNanos) {
        if (encoding != null) {
            if (dropped > 0) {
                tellDropped(nowNanos);
            }
            sink.trackEnded(nowNanos, number);
            encoding = null;
        }
    }

    private void tellDropped(long nowNanos) {
        sink.packetsDropped(nowNanos, number, dropped);
        dropped = 0;
    }

    void pause(boolean off, long nowNanos) {
        if (paused == off) {
            return;
        }
        paused = off;
        if (encoding != null && off) {
            sink.trackPaused(nowNanos, number);
        } else if (encoding != null) {
            sink.trackResumed(nowNanos, number);
        }
    }

    /** Whether it is told of under this number. */
    boolean is(int wanted) {
        return encoding != null && number == wanted;
    }

    void requestKeyframe(int stream, long nowNanos) {
        track.requestKeyframe(stream, nowNanos);
    }

    /** Nothing more of it is told. */
    void end(long nowNanos) {
        track.tap(null);
        finish(nowNanos);
    }
}
