// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.http;

/** A token bucket: so many messages at once, so many a second for long. Owned by one connection's reader. */
final class MessageBudget {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perNano;
    private final double most;
    private double left;
    private long filledNanos;

    MessageBudget(int perSecond, int burst, long nowNanos) {
        this.perNano = perSecond / NANOS_PER_SECOND;
        this.most = burst;
        this.left = burst;
        this.filledNanos = nowNanos;
    }

    /** Takes one; false when there is none left. */
    boolean take(long nowNanos) {
        left = Math.min(most, left + (nowNanos - filledNanos) * perNano);
        filledNanos = nowNanos;
        if (left < 1) {
            return false;
        }
        left -= 1;
        return true;
    }
}
