// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import io.apotheca.media.control.v1.TapBatch;
import io.apotheca.media.control.v1.TapEvent;
import java.util.concurrent.atomic.LongAdder;

/** What all sessions of a recorder have done. Can be used by any thread. */
final class RecorderCounters {
    final LongAdder sessionsBegun = new LongAdder();
    final LongAdder partsBegun = new LongAdder();
    final LongAdder packets = new LongAdder();
    final LongAdder packetBytes = new LongAdder();
    final LongAdder packetsDropped = new LongAdder();

    void count(TapBatch batch) {
        for (TapEvent event : batch.getEventsList()) {
            if (event.hasPacket()) {
                packets.increment();
                packetBytes.add(event.getPacket().getRtp().size());
            } else if (event.hasDropped()) {
                packetsDropped.add(event.getDropped().getPackets());
            }
        }
    }
}
