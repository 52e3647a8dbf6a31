// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/** How many retransmissions a subscriber may draw: {@link #BURST} in a row, then one each {@link #REFILL_NANOS}. */
final class RtxBudget {
    static final int BURST = 200;
    static final long REFILL_NANOS = 2_000_000;

    private int left = BURST;
    private long refilledNanos;

    boolean take(long nowNanos) {
        if (left == BURST) {
            refilledNanos = nowNanos; // full: it begins to refill with the first that is drawn
        }
        long refill = (nowNanos - refilledNanos) / REFILL_NANOS;
        if (refill > 0) {
            left = (int) Math.min(BURST, left + refill);
            refilledNanos = nowNanos;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
