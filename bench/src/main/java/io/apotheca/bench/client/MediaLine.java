// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.client;

import java.util.List;

/**
 * One m-line of a connection's own description. It sends the streams, or receives where there are none.
 *
 * @param streams one, or several of a simulcast source from the lowest picture
 */
public record MediaLine(MediaKind kind, String mid, List<SentStream> streams) {
    public MediaLine {
        streams = List.copyOf(streams);
    }

    public static MediaLine receiving(MediaKind kind, String mid) {
        return new MediaLine(kind, mid, List.of());
    }

    boolean sends() {
        return !streams.isEmpty();
    }

    boolean simulcast() {
        return streams.size() > 1;
    }
}
