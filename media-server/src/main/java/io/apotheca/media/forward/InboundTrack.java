// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import io.apotheca.media.buffer.DropCounters;
import io.apotheca.media.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One source a publisher sends: its streams, more than one with simulcast, and the subscribers they are handed to by the
 * {@link Fanout}. Owned by its MediaLoop.
 */
public final class InboundTrack {
    /** How many streams a source may have. */
    public static final int MAX_STREAMS = 3;

    /** A camera that sends nothing for so long is off. */
    private static final long OFF_NANOS = 2_000_000_000;

    private final Source source;
    private final Encoding[] encodings;
    private final int dependencyExtension;
    private final List<InboundStream> streams;
    private final Fanout fanout = new Fanout();
    private Runnable wish = () -> {};
    private IntConsumer layers = highest -> {};
    private int highestWanted;
    private long newestNanos;
    private @Nullable TrackTap tap;

    /**
     * A source in one stream. {@code rtp} is the flyweight of the transport, which streams will find wrapped around their
     * packets.
     */
    public InboundTrack(Source source, Encoding encoding, RtpPacket rtp, PublisherClock clock, DropCounters drops) {
        this(source, List.of(encoding), 1, 0, rtp, clock, drops);
    }

    /**
     * A source in so many streams, each in any of these encodings, the publisher chooses; {@code dependencyExtension} is
     * the id of the dependency descriptor, or 0.
     */
    public InboundTrack(
            Source source,
            List<Encoding> encodings,
            int streams,
            int dependencyExtension,
            RtpPacket rtp,
            PublisherClock clock,
            DropCounters drops) {
        if (encodings.isEmpty() || streams < 1 || streams > MAX_STREAMS) {
            throw new IllegalArgumentException("a source has 1 to " + MAX_STREAMS + " streams of some encoding");
        }
        this.source = source;
        this.encodings = encodings.toArray(Encoding[]::new);
        this.dependencyExtension = dependencyExtension;
        List<InboundStream> all = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            all.add(new InboundStream(this, i, this.encodings[0], rtp, clock, drops));
        }
        this.streams = List.copyOf(all);
        this.highestWanted = streams - 1;
    }

    public Source source() {
        return source;
    }

    /** Lowest picture first. */
    public List<InboundStream> streams() {
        return streams;
    }

    /** The encoding with this media payload type, or null. */
    public @Nullable Encoding encoding(int payloadType) {
        for (Encoding encoding : encodings) {
            if (encoding.payloadType() == payloadType) {
                return encoding;
            }
        }
        return null;
    }

    /** The encoding whose retransmissions have this payload type, or null. */
    public @Nullable Encoding repaired(int rtxPayloadType) {
        for (Encoding encoding : encodings) {
            if (encoding.rtxPayloadType() == rtxPayloadType && encoding.hasRtx()) {
                return encoding;
            }
        }
        return null;
    }

    /** How many qualities there are to choose from: streams, or spatial layers of the only one. */
    int levels() {
        return streams.size() > 1
                ? streams.size()
                : Math.max(1, streams.getFirst().topSpatial() + 1);
    }

    /** What a level takes, in bits per second; 0 while it is not being sent or not measured. */
    long rateBps(int level, long nowNanos) {
        return streams.size() > 1
                ? streams.get(level).rates().upToBps(LayerRates.LAYERS, LayerRates.LAYERS, nowNanos)
                : streams.getFirst().rates().upToBps(level, LayerRates.LAYERS, nowNanos);
    }

    int dependencyExtension() {
        return dependencyExtension;
    }

    Fanout fanout() {
        return fanout;
    }

    /** Has somebody told of all that comes, or nobody with null. While somebody is, all streams are wanted. */
    public void tap(@Nullable TrackTap listener) {
        tap = listener;
        countWanted();
    }

    @Nullable
    TrackTap tap() {
        return tap;
    }

    /** Whoever taps the track needs a key frame of this stream; of one that is not there nothing comes. */
    public void requestKeyframe(int stream, long nowNanos) {
        if (stream >= 0 && stream < streams.size()) {
            streams.get(stream).requestKeyframe(InboundStream.SERVER, nowNanos);
        }
    }

    /** When any stream's newest packet came. */
    long newestNanos() {
        return newestNanos;
    }

    /** Whether anything has come lately. */
    boolean sending(long nowNanos) {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).started()) {
                return nowNanos - newestNanos < OFF_NANOS;
            }
        }
        return false;
    }

    void onArrival(long nowNanos) {
        newestNanos = nowNanos;
    }

    /** Sets whom to tell when a subscriber's wish has moved a stream's deadline. */
    public void onWish(Runnable listener) {
        wish = listener;
    }

    void wish() {
        wish.run();
    }

    /**
     * Sets whom to tell when the highest stream that a subscriber or a tap is to get becomes another, lowest 0, also for want of
     * subscribers; and tells it at once where not all are wanted.
     */
    public void onLayersWanted(IntConsumer listener) {
        layers = listener;
        highestWanted = streams.size() - 1;
        countWanted();
    }

    /** The highest stream that a subscriber or a tap is to get, lowest 0, also for want of them. */
    public int highestWanted() {
        return highestWanted;
    }

    /** A subscriber came, went or has another target. */
    void countWanted() {
        int most = streams.size() - 1;
        int highest = tap != null ? most : Math.max(0, fanout.wantedStream(most));
        if (highest != highestWanted) {
            highestWanted = highest;
            layers.accept(highest);
        }
    }

    void subscribe(OutboundTrack track) {
        fanout.add(track);
        countWanted();
    }

    void unsubscribe(OutboundTrack track) {
        fanout.remove(track);
        countWanted();
    }
}
