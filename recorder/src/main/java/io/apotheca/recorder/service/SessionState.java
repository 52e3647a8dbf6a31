// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import io.apotheca.recorder.archive.ArchiveState;
import io.apotheca.recorder.archive.DiskTrouble;
import io.apotheca.recorder.control.v1.StateChanged;
import io.apotheca.recorder.control.v1.StateChanged.State;
import io.apotheca.recorder.control.v1.Trouble;
import org.jspecify.annotations.Nullable;

/** What a session has told of how it is doing. Changed by its thread, read by any. */
final class SessionState {
    private volatile StateChanged told = StateChanged.getDefaultInstance();

    StateChanged told() {
        return told;
    }

    /** What is to be told now, if that is other than what was. */
    @Nullable
    StateChanged change(ArchiveState archive, boolean paused, boolean noMedia) {
        StateChanged now = of(archive, paused, noMedia);
        if (now.getState() == State.STATE_UNSPECIFIED || now.equals(told)) {
            return null;
        }
        told = now;
        return now;
    }

    private static StateChanged of(ArchiveState archive, boolean paused, boolean noMedia) {
        return switch (archive) {
            case ArchiveState.Beginning(), ArchiveState.Ended() -> state(State.STATE_UNSPECIFIED);
            case ArchiveState.Stopped(DiskTrouble trouble) -> state(State.STOPPED, trouble(trouble));
            case ArchiveState.Recording(int _) -> recording(state(State.RECORDING), paused, noMedia);
            case ArchiveState.Behind(int _, DiskTrouble trouble, long _) ->
                recording(state(State.BEHIND, trouble(trouble)), paused, noMedia);
        };
    }

    /** While nothing comes, that is what people want to know. */
    private static StateChanged recording(StateChanged otherwise, boolean paused, boolean noMedia) {
        if (paused) {
            return state(State.PAUSED);
        }
        return noMedia ? state(State.STOPPED, Trouble.TROUBLE_NO_MEDIA) : otherwise;
    }

    private static StateChanged state(State state) {
        return state(state, Trouble.TROUBLE_UNSPECIFIED);
    }

    private static StateChanged state(State state, Trouble trouble) {
        return StateChanged.newBuilder().setState(state).setTrouble(trouble).build();
    }

    private static Trouble trouble(DiskTrouble trouble) {
        return switch (trouble) {
            case FULL -> Trouble.TROUBLE_FULL;
            case GONE -> Trouble.TROUBLE_GONE;
            case SLOW -> Trouble.TROUBLE_SLOW;
        };
    }
}
