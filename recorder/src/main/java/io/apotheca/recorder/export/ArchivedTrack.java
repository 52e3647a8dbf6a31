// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

import io.apotheca.recorder.matroska.TrackEntry;
import io.apotheca.recorder.matroska.TrackSpans.Span;
import java.util.List;

/**
 * A track of an archive.
 *
 * @param participant whose it is
 * @param name of the participant, for people
 * @param source such as CAMERA
 * @param spans when it has frames; not empty
 */
public record ArchivedTrack(TrackEntry entry, String participant, String name, String source, List<Span> spans) {
    public ArchivedTrack {
        spans = List.copyOf(spans);
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("a track without frames");
        }
    }

    boolean isPicture() {
        return entry.media() instanceof TrackEntry.Picture;
    }

    long endMillis() {
        return spans.getLast().toMillis();
    }
}
