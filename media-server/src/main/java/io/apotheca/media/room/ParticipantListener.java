// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import io.apotheca.media.bwe.PathMemory;
import io.apotheca.media.bwe.WarmStart;
import io.apotheca.media.stun.TransportAddress;
import io.apotheca.media.transport.TransportListener;
import io.apotheca.media.transport.TransportState;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries what a transport tells to its participant's room. It is made before the transport, so the participant comes later;
 * until then nothing is carried. Owned by the room's loop.
 */
public final class ParticipantListener implements TransportListener {
    private final Room room;
    private final PathMemory memory;
    private final Consumer<Participant> onDeadlineMoved;
    private @Nullable Participant participant;

    /** {@code onDeadlineMoved} is told of a participant whose transport's deadline has moved. */
    public ParticipantListener(Room room, PathMemory memory, Consumer<Participant> onDeadlineMoved) {
        this.room = room;
        this.memory = memory;
        this.onDeadlineMoved = onDeadlineMoved;
    }

    /** Whose transport it is that tells. */
    public void attach(Participant participant) {
        this.participant = participant;
    }

    @Override
    public void onState(TransportState state, long nowNanos) {
        if (participant != null) {
            room.onTransport(participant, state);
        }
    }

    @Override
    public void onAudioLevel(int level, long nowNanos) {
        if (participant != null) {
            room.onAudioLevel(participant, level, nowNanos);
        }
    }

    @Override
    public void onShared() {
        if (participant != null) {
            room.onShared(participant);
        }
    }

    @Override
    public WarmStart onPath(TransportAddress remote, long nowNanos) {
        return participant == null
                ? WarmStart.COLD
                : new WarmStart(room.othersCarryBps(participant, nowNanos), memory.recall(remote, nowNanos));
    }

    @Override
    public void onCarried(TransportAddress remote, long bps, boolean atLeast, long nowNanos) {
        memory.remember(remote, bps, atLeast, nowNanos);
    }

    @Override
    public void onDeadlineMoved() {
        if (participant != null) {
            onDeadlineMoved.accept(participant);
        }
    }
}
