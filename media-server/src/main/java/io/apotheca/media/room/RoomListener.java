// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import io.apotheca.media.forward.Source;
import io.apotheca.media.transport.TransportState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a room tells: called on its loop, so it must be quick. */
public interface RoomListener {
    void onTransport(String roomId, String participantId, TransportState state);

    /** All that the participant's slots show now. */
    void onSlots(String roomId, String participantId, List<Assignment> assignments);

    /** The streams of a participant's simulcast source above the highest, counted from 0, are shown to nobody now. */
    void onLayersWanted(String roomId, String participantId, Source source, int highest);

    void onSpeaker(String roomId, @Nullable String participantId);

    /** Which of the participant's slots show nothing, or a smaller picture than there is, for want of rate on its path. */
    void onQuality(String roomId, String participantId, Quality quality);

    /**
     * What a participant's path keeps from it, by the mids of its offer.
     *
     * @param paused slots without a picture
     * @param reduced slots with a smaller picture than there is
     */
    record Quality(List<String> paused, List<String> reduced) {
        /** Everything is shown as it is sent. */
        public static final Quality FULL = new Quality(List.of(), List.of());

        public Quality {
            paused = List.copyOf(paused);
            reduced = List.copyOf(reduced);
        }
    }

    /**
     * One m-line that shows something.
     *
     * @param mid of the watching participant's offer
     * @param participantId whom it shows
     * @param source what of them
     */
    record Assignment(String mid, String participantId, Source source) {}
}
