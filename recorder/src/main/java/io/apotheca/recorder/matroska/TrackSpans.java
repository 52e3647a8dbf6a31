// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.matroska;

import java.util.ArrayList;
import java.util.List;

/** When a track has frames: one span after the other, with nothing for some seconds between. Not thread-safe. */
public final class TrackSpans {
    /** No sender of a picture or a sound that is on is silent for so long. */
    static final long SILENCE_MILLIS = 3_000;

    /** From its first frame's time to its last one's, in milliseconds. */
    public record Span(long fromMillis, long toMillis) {}

    private final List<Span> spans = new ArrayList<>();

    /** Another frame, in the order of the stream. */
    void add(long timeMillis) {
        Span last = spans.isEmpty() ? null : spans.getLast();
        if (last == null || timeMillis > last.toMillis() + SILENCE_MILLIS) {
            spans.add(new Span(timeMillis, timeMillis));
        } else if (timeMillis > last.toMillis()) {
            spans.set(spans.size() - 1, new Span(last.fromMillis(), timeMillis));
        }
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }
}
