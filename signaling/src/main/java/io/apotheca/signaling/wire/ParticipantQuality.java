// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One participant's connection, and what comes and goes by it. What is null is not known.
 *
 * @param network the connection in a word
 * @param route by which media goes
 * @param roundTripMillis between the participant and the media server
 * @param up from the participant
 * @param down to the participant
 * @param pictures what each slot that shows somebody shows
 * @param wanted how much of each simulcast source the others are to get
 */
public record ParticipantQuality(
        String participant,
        State state,
        @Nullable NetworkGrade network,
        @Nullable Route route,
        @Nullable Double roundTripMillis,
        Up up,
        Down down,
        List<ShownPicture> pictures,
        List<WantedLayers> wanted) {

    /** Of the media transport. */
    public enum State {
        CONNECTING,
        CONNECTED,
        INTERRUPTED,
        FAILED
    }

    public enum Protocol {
        UDP,
        TCP
    }

    /** What holds the target where it is. */
    public enum Limit {
        /** Nothing known: it grows. */
        NONE,
        /** Too little is sent to learn more. */
        APPLICATION,
        /** The path is full. */
        DELAY,
        /** The path is full and a queue is being drained. */
        DRAINING,
        /** Loss grows with what is sent. */
        LOSS,
        /** Somebody else keeps the path full. */
        COMPETING,
        /** The participant reports nothing. */
        SILENCE
    }

    /** Why a picture is not the best there is. */
    public enum Reason {
        /** The participant's path does not carry more. */
        PATH,
        /** A key frame is on its way. */
        KEYFRAME,
        /** The other sends none. */
        SOURCE
    }

    /** How packets go; {@code ip} is 4 or 6. */
    public record Route(Protocol protocol, int ip) {}

    /** {@code lossPercent} is of packets that did not come at first. */
    public record Up(@Nullable Double lossPercent, long bps) {}

    /** The target is what may be sent, {@code bps} what is; the queue is what stands on the way. */
    public record Down(
            @Nullable Double lossPercent,
            long bps,
            @Nullable Long targetBps,
            @Nullable Double queueMillis,
            @Nullable Limit limit) {}

    /** The level is counted from the lowest, 0, up to {@code levels}; it is null while nothing is sent. */
    public record ShownPicture(
            String mid,
            String participant,
            Source source,
            @Nullable Integer level,
            int levels,
            boolean limited,
            boolean paused,
            @Nullable Reason why) {}

    /** The highest stream that anybody is to get, counted from the lowest, 0, of so many. */
    public record WantedLayers(Source source, int highest, int streams) {}

    public ParticipantQuality {
        participant = Limits.id("participant", participant);
        state = Limits.present("state", state);
        up = Limits.present("up", up);
        down = Limits.present("down", down);
        pictures = Limits.list("pictures", pictures, Limits.SECTIONS);
        wanted = Limits.list("wanted", wanted, Limits.SECTIONS);
    }
}
