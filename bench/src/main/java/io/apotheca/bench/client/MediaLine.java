// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import java.util.List;

/**
 * One m-line of a connection's own description.
 *
 * @param sends whether it sends, if not always; else it receives
 * @param streams none where nothing is sent for now, one, or several of a simulcast source from the lowest picture
 */
public record MediaLine(MediaKind kind, String mid, boolean sends, List<SentStream> streams) {
    public MediaLine {
        streams = List.copyOf(streams);
        if (!sends && !streams.isEmpty()) {
            throw new IllegalArgumentException("an m-line that receives has no streams to send");
        }
    }

    public static MediaLine sending(MediaKind kind, String mid, List<SentStream> streams) {
        return new MediaLine(kind, mid, true, streams);
    }

    public static MediaLine receiving(MediaKind kind, String mid) {
        return new MediaLine(kind, mid, false, List.of());
    }

    boolean simulcast() {
        return streams.size() > 1;
    }
}
