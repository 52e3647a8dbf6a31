// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench.link;

/** How much waits before a link at most; a packet that would not fit is dropped (tail drop). */
public sealed interface Queue {
    /** By time: no packet waits and is sent for longer than this. */
    record Time(long nanos) implements Queue {
        public Time {
            if (nanos <= 0) {
                throw new IllegalArgumentException("a queue holds something");
            }
        }
    }

    /** By size: what waits and is being sent is never more. */
    record Size(long bytes) implements Queue {
        public Size {
            if (bytes <= 0) {
                throw new IllegalArgumentException("a queue holds something");
            }
        }
    }
}
