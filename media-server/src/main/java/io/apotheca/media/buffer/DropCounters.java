// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.buffer;

/** One counter a {@link DropReason}. Owned by its MediaLoop, shared by everything that lives on it. */
@SuppressWarnings("EnumOrdinal") // an index within this class only; counting must not cost a map
public final class DropCounters {
    private static final DropReason[] REASONS = DropReason.values();

    private final long[] counts = new long[REASONS.length];

    public void count(DropReason reason) {
        counts[reason.ordinal()]++;
    }

    public long of(DropReason reason) {
        return counts[reason.ordinal()];
    }

    /**
     * What was counted since {@code before} was taken, as "REASON n" words, and {@code before} brought up to date; empty
     * when nothing was.
     */
    public String since(DropCounters before) {
        StringBuilder words = new StringBuilder();
        for (DropReason reason : REASONS) {
            long more = of(reason) - before.of(reason);
            if (more > 0) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(reason)
                        .append(' ')
                        .append(more);
            }
            before.counts[reason.ordinal()] = of(reason);
        }
        return words.toString();
    }
}
