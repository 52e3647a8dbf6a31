// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.testing;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** What a virtual subscriber misses: asked for after 10 ms and then each 80 ms, given up after a second. */
final class Missing {
    private static final long WAIT_NANOS = 10_000_000;
    private static final long PAUSE_NANOS = 80_000_000;
    private static final long GIVE_UP_NANOS = 1_000_000_000;

    private record Gap(long noticedNanos, long askNanos) {}

    private final TreeMap<Long, Gap> gaps = new TreeMap<>();
    private long highest = -1;
    private boolean givenUp;

    void onPacket(long sequence, long nowNanos) {
        for (long each = highest + 1; highest >= 0 && each < sequence; each++) {
            gaps.put(each, new Gap(nowNanos, nowNanos + WAIT_NANOS));
        }
        gaps.remove(sequence);
        highest = Math.max(highest, sequence);
    }

    int due(long nowNanos, int[] into) {
        int count = 0;
        Iterator<Map.Entry<Long, Gap>> each = gaps.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Long, Gap> entry = each.next();
            Gap gap = entry.getValue();
            if (nowNanos - gap.noticedNanos >= GIVE_UP_NANOS) {
                each.remove();
                givenUp = true;
            } else if (gap.askNanos <= nowNanos && count < into.length) {
                into[count++] = (int) (entry.getKey() & 0xFFFF);
                entry.setValue(new Gap(gap.noticedNanos, nowNanos + PAUSE_NANOS));
            }
        }
        return count;
    }

    boolean takeGivenUp() {
        boolean since = givenUp;
        givenUp = false;
        return since;
    }

    void forgetBefore(long sequence) {
        gaps.headMap(sequence).clear();
    }

    int size() {
        return gaps.size();
    }

    long nextDeadlineNanos() {
        return gaps.values().stream().mapToLong(Gap::askNanos).min().orElse(Long.MAX_VALUE);
    }
}
