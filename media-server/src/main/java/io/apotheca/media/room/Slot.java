// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import io.apotheca.media.forward.InboundTrack;
import io.apotheca.media.forward.OutboundTrack;
import io.apotheca.media.forward.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a participant's offer that shows one other participant at a time: camera and microphone together, or a
 * shared screen alone. Owned by its MediaLoop.
 */
public final class Slot {
    private static final int LISTENER = 1;
    private static final int READ = 2;
    private static final int SPEAKER = 3;
    private static final int SCREEN = OutboundTrack.MOST_IMPORTANT;

    private final @Nullable Line audio;
    private final Line video;
    private @Nullable Participant shown;
    private @Nullable Participant preferred;
    private boolean paused;
    private boolean reduced;

    /**
     * One m-line of a slot.
     *
     * @param mid its identification-tag in the offer (RFC 5888)
     * @param track the stream it carries
     */
    public record Line(String mid, OutboundTrack track) {}

    private Slot(@Nullable Line audio, Line video) {
        this.audio = audio;
        this.video = video;
        rank();
    }

    public static Slot person(Line audio, Line video) {
        return new Slot(audio, video);
    }

    public static Slot screen(Line video) {
        return new Slot(null, video);
    }

    boolean screen() {
        return audio == null;
    }

    @Nullable
    Participant shown() {
        return shown;
    }

    /** Shows {@code next}, or nothing; also to be called again when its tracks were replaced. */
    void show(@Nullable Participant next, long nowNanos) {
        shown = next;
        if (audio != null) {
            audio.track().show(trackOf(next, Source.MICROPHONE), nowNanos);
        }
        video.track().show(trackOf(next, screen() ? Source.SCREEN : Source.CAMERA), nowNanos);
        rank();
    }

    private static @Nullable InboundTrack trackOf(@Nullable Participant participant, Source source) {
        return participant == null ? null : participant.track(source);
    }

    /** Of the people shown, this one speaks. */
    void prefer(@Nullable Participant speaker) {
        preferred = speaker;
        rank();
    }

    /** A shared screen matters most, then whoever speaks, then whoever is read. */
    private void rank() {
        boolean read = !screen() && shown != null && shown.importance() == Importance.READ;
        boolean speaks = shown != null && shown == preferred;
        video.track().priority(screen() ? SCREEN : speaks ? SPEAKER : read ? READ : LISTENER);
        video.track().legible(read);
    }

    /** Whether the picture is paused or reduced other than when last asked. */
    boolean qualityChanged() {
        boolean nowPaused = video.track().paused();
        boolean nowReduced = video.track().limited();
        boolean changed = nowPaused != paused || nowReduced != reduced;
        paused = nowPaused;
        reduced = nowReduced;
        return changed;
    }

    void describeQuality(List<String> pausedMids, List<String> reducedMids) {
        if (paused) {
            pausedMids.add(video.mid());
        } else if (reduced) {
            reducedMids.add(video.mid());
        }
    }

    /** What its picture is now, or null where it shows nobody. */
    @Nullable
    Picture picture(long nowNanos) {
        OutboundTrack track = video.track();
        return shown == null
                ? null
                : new Picture(
                        video.mid(),
                        shown.id(),
                        screen() ? Source.SCREEN : Source.CAMERA,
                        track.shownLevel(),
                        track.levels(),
                        track.limited(),
                        track.paused(),
                        track.shortfall(nowNanos));
    }

    void describe(SlotSink sink) {
        if (shown == null) {
            return;
        }
        if (audio != null) {
            sink.assigned(audio.mid(), shown.id(), Source.MICROPHONE);
        }
        sink.assigned(video.mid(), shown.id(), screen() ? Source.SCREEN : Source.CAMERA);
    }

    /** Takes one line of what a participant's slots show. */
    interface SlotSink {
        void assigned(String mid, String participantId, Source source);
    }
}
