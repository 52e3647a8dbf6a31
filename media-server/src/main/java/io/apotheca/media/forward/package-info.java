// SPDX-License-Identifier: Apache-2.0
/**
 * A packet's way from one publisher to many subscribers: the inbound track, the fan-out, the outbound track, and the
 * rewriters that make several sources look like one stream to a subscriber. Owned by the room's MediaLoop.
 */
@NullMarked
package io.apotheca.media.forward;

import org.jspecify.annotations.NullMarked;
