// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.consultation;

import io.apotheca.signaling.recording.RecordingStream;
import io.apotheca.signaling.wire.ConsentState;
import io.apotheca.signaling.wire.MissingConsent;
import io.apotheca.signaling.wire.Question;
import io.apotheca.signaling.wire.RecordedContent;
import io.apotheca.signaling.wire.ServerMessage.Recording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a consultation's recording looks to each of its members. Nobody is shown as recorded who is not, and as unrecorded
 * only once the recorder has said so. Who does not agree is for staff in the consultation alone; whoever waits learns
 * nothing but the question.
 */
record RecordingView(
        @Nullable RecordedContent content,
        @Nullable Question question,
        @Nullable RecordingStream stream,
        boolean objected,
        List<MissingConsent> missing) {

    /** Nobody is asked. */
    static final RecordingView OFF = new RecordingView(null, null, null, false, List.of());

    Recording to(Member member, @Nullable ConsentState own) {
        if (content == null) {
            return Recording.OFF;
        }
        if (!member.admitted) {
            return new Recording(Recording.State.ASKING, content, own, question, null, null);
        }
        boolean staff = !member.visitor();
        return new Recording(state(), content, own, question, staff ? missing : null, staff ? trouble() : null);
    }

    private Recording.@Nullable Trouble trouble() {
        return stream == null || !stream.running() ? null : stream.trouble();
    }

    private Recording.State state() {
        RecordingStream current = stream;
        if (current == null) {
            return objected ? Recording.State.PAUSED : Recording.State.ASKING;
        }
        return switch (current.phase()) {
            case RECORDING, BEHIND -> Recording.State.ON;
            case PAUSED -> notNow();
            case IDLE, BEGINNING, STOPPED, BROKEN -> current.running() ? soon(current) : notNow();
        };
    }

    /** Everybody agrees, and it has not begun: not yet, or not any more. */
    private static Recording.State soon(RecordingStream current) {
        return current.trouble() == null ? Recording.State.ASKING : Recording.State.TROUBLE;
    }

    private Recording.State notNow() {
        return objected || missing.isEmpty() ? Recording.State.PAUSED : Recording.State.ASKING;
    }
}
