// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of a source's streams and layers a subscriber should get: a target set from outside, and what of it is being sent.
 * Of a simulcast source the target's first number is the stream, lowest first; of any other it is the spatial layer. Owned
 * by its {@link OutboundTrack}.
 */
final class LayerSelector {
    /** A stream counts as sent until others of its source have gone on for so long without it. */
    static final long SILENT_NANOS = 300_000_000;

    private int spatial = LayerFilter.ALL;
    private int temporal = LayerFilter.ALL;

    /** Sets the target; {@link OutboundTrack#NOTHING} as the first number pauses. */
    void target(int spatial, int temporal) {
        this.spatial = Math.min(spatial, LayerFilter.ALL);
        this.temporal = Math.clamp(temporal, 0, LayerFilter.ALL);
    }

    boolean paused() {
        return spatial < 0;
    }

    /** The highest stream up to the target that is being sent, else the lowest that is; null while none is, or paused. */
    @Nullable
    InboundStream wanted(InboundTrack track) {
        if (paused()) {
            return null;
        }
        List<InboundStream> streams = track.streams();
        InboundStream wanted = null;
        for (int i = 0; i < streams.size(); i++) {
            InboundStream stream = streams.get(i);
            boolean sent = stream.started() && track.newestNanos() - stream.newestNanos() < SILENT_NANOS;
            if (sent && (wanted == null || i <= spatial)) {
                wanted = stream;
            }
        }
        return wanted == null && streams.size() == 1 ? streams.getFirst() : wanted;
    }

    /** The spatial layer wanted within a stream, of those that it has. */
    int spatialWithin(InboundTrack track, InboundStream stream) {
        int wanted = track.streams().size() > 1 ? LayerFilter.ALL : spatial;
        return Math.clamp(stream.topSpatial(), 0, Math.max(0, wanted));
    }

    /** The target's stream, not above {@code most}; negative while paused. */
    int stream(int most) {
        return Math.min(spatial, most);
    }

    int temporal() {
        return temporal;
    }
}
