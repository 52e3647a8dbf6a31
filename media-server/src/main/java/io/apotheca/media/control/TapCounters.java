// SPDX-License-Identifier: Apache-2.0
package io.apotheca.media.control;

import io.apotheca.media.control.v1.TapEvent;
import io.apotheca.media.control.v1.TapStatistics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What all taps of a node were handed. Counted by the threads that carry it on; can be read by any. */
final class TapCounters {
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder packets = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    void count(TapEvent event) {
        if (event.hasPacket()) {
            packets.increment();
            bytes.add(event.getPacket().getRtp().size());
        } else if (event.hasDropped()) {
            dropped.add(event.getDropped().getPackets());
        }
    }

    TapStatistics statistics() {
        return TapStatistics.newBuilder()
                .setOpen(open.get())
                .setPackets(packets.sum())
                .setBytes(bytes.sum())
                .setDropped(dropped.sum())
                .build();
    }
}
