// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.forward;

/**
 * A wrapping index that runs on over switches of the source. Between two switches the offset from inbound to outbound is
 * constant; it is settled by the first value, which becomes the one after the highest sent. The very first source keeps
 * its values. What is behind the highest by less than half the range counts as late. Owned by its rewriter.
 */
final class RunningIndex {
    private static final int NONE = -1;

    private final int mask;
    private int highest = NONE;
    private int offset;
    private boolean settled;

    /** An index of at most {@code bits} bits; a source may send fewer. */
    RunningIndex(int bits) {
        mask = (1 << bits) - 1;
    }

    /** The source has changed: the next value settles the offset. */
    void release() {
        settled = false;
    }

    /** {@code first} will be mapped to the value after the highest sent. */
    void settle(int first) {
        offset = highest == NONE ? 0 : highest + 1 - first & mask;
        settled = true;
    }

    /** The outbound value, as wide as the inbound one. */
    int map(int inbound, int bits) {
        if (!settled) {
            settle(inbound);
        }
        int wire = (1 << bits) - 1;
        int mapped = inbound + offset & wire;
        if (highest == NONE) {
            highest = mapped;
        } else {
            int ahead = mapped - highest & wire;
            if (ahead <= wire >> 1) {
                highest = highest + ahead & mask;
            }
        }
        return mapped;
    }
}
