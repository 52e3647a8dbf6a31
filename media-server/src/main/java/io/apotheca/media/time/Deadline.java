// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.time;

/** What a point in time at which something is to be done may be, beside a time: see {@link #NEVER}. */
public final class Deadline {
    /** The wish of somebody who does not need to be woken. */
    public static final long NEVER = Long.MAX_VALUE;

    private Deadline() {}
}
