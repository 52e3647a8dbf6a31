// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.time;

/**
 * The earliest of several wishes to be woken, and whose it was, so that "why did we wake?" has an answer. Mutable and
 * reused; owned by the loop that collects the wishes.
 */
public final class Deadline {
    /** The wish of somebody who does not need to be woken. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What is to be done at the deadline. */
    public enum Reason {
        NONE,
        NACK,
        TWCC,
        RTCP,
        KEYFRAME,
        CONSENT,
        SPEAKER
    }

    private long atNanos = NEVER;
    private Reason reason = Reason.NONE;

    /** Forgets all wishes. */
    public Deadline reset() {
        atNanos = NEVER;
        reason = Reason.NONE;
        return this;
    }

    /** Takes the wish if it is earlier than all before; of equals the first stays. */
    public Deadline sooner(long atNanos, Reason why) {
        if (atNanos < this.atNanos) {
            this.atNanos = atNanos;
            this.reason = why;
        }
        return this;
    }

    public long atNanos() {
        return atNanos;
    }

    public Reason reason() {
        return reason;
    }
}
