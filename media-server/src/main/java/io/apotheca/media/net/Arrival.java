// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.net;

import org.jspecify.annotations.Nullable;

/** Where a datagram came in: the path known there, if there is one, and how to make another known. */
interface Arrival {
    /** The path to the transport that proved itself here last. */
    @Nullable
    LoopPath known();

    /** A path from here to that transport, not known yet. */
    LoopPath pathTo(Home home);

    /** Makes a path known; the one that was known before, or null. */
    @Nullable
    LoopPath bind(LoopPath path);
}
