// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.playback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One recording as it stands in the database.
 *
 * @param content AUDIO_AND_VIDEO or AUDIO
 * @param people the names of those who were in the consultation
 * @param held whether it must not be deleted
 * @param deleted whether it can be opened no more
 * @param parts in order
 */
public record Recording(
        String id,
        String consultationId,
        Instant begunAt,
        Optional<Instant> endedAt,
        String content,
        List<String> people,
        boolean held,
        boolean deleted,
        List<RecordingPart> parts) {
    public Recording {
        people = List.copyOf(people);
        parts = List.copyOf(parts);
    }

    /** Without the names. */
    @Override
    public String toString() {
        return "Recording[" + id + "]";
    }
}
