// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.room;

import io.apotheca.media.forward.Shortfall;
import io.apotheca.media.forward.Source;

/**
 * What one slot's picture is at one moment.
 *
 * @param mid of the watching participant's offer
 * @param participantId whom it shows
 * @param source what of them
 * @param level the simulcast stream or spatial layer that is sent, lowest 0, or negative while none is
 * @param levels how many there are
 * @param limited whether the path keeps the receiver from a better one, or from any
 * @param paused whether it keeps it from any
 * @param shortfall why it is not the best there is
 */
public record Picture(
        String mid,
        String participantId,
        Source source,
        int level,
        int levels,
        boolean limited,
        boolean paused,
        Shortfall shortfall) {}
