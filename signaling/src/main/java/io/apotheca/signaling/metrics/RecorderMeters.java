// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.metrics;

import io.apotheca.recorder.control.v1.RecorderStatistics;
import io.apotheca.recorder.control.v1.RecorderStatisticsRequest;
import io.apotheca.recorder.control.v1.RecordingGrpc;
import io.apotheca.recorder.control.v1.RecordingGrpc.RecordingBlockingStub;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recorder's figures, taken over from its Recording service whenever it is asked. While it does not answer, counters stay and gauges
 * have no value. Used by one thread.
 */
public final class RecorderMeters {
    private static final Logger LOG = LoggerFactory.getLogger(RecorderMeters.class);
    private static final long DEADLINE_SECONDS = 10;

    private static final Figure UP = new Figure("apotheca.recorder.up", "Whether the recorder answers, 1 or 0.");
    private static final Figure SESSIONS = new Figure(
            "apotheca.recorder.sessions",
            "Sessions by how their recording is: behind is kept in memory and waits for the disk, stopped is not recorded.");
    private static final Figure BEGUN =
            new Figure("apotheca.recorder.sessions.begun", "Sessions, those that were taken up again among them.");
    private static final Figure PARTS = new Figure("apotheca.recorder.parts", "Parts of archives that have begun.");
    private static final Figure PACKETS =
            new Figure("apotheca.recorder.packets", "Packets that came from the media server.");
    private static final Figure BYTES = new Figure("apotheca.recorder.bytes", "Bytes of these packets.");
    private static final Figure DROPPED = new Figure(
            "apotheca.recorder.dropped.packets",
            "Packets of recorded sessions that the media server could not hand over.");
    private static final Figure REFUSED =
            new Figure("apotheca.recorder.uploads.refused", "Parts that wait for the store, which did not take them.");

    private final RecordingBlockingStub stub;
    private final Cells cells;
    private boolean silent;

    public RecorderMeters(MeterRegistry registry, Channel recorder) {
        this.stub = RecordingGrpc.newBlockingStub(recorder);
        this.cells = new Cells(registry);
    }

    /** Asks the recorder once and waits for the answer; what is returned takes it over, at once. */
    public Runnable ask() {
        try {
            RecorderStatistics answer = stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .statistics(RecorderStatisticsRequest.getDefaultInstance());
            silent = false;
            return () -> take(answer);
        } catch (StatusRuntimeException e) {
            if (!silent) {
                LOG.warn(
                        "The recorder does not tell its figures: {}",
                        e.getStatus().getCode());
            }
            silent = true;
            return this::forget;
        }
    }

    private void forget() {
        cells.forgetGauges();
        cells.set(UP, Tags.empty(), 0);
    }

    private void take(RecorderStatistics now) {
        cells.set(UP, Tags.empty(), 1);
        session("paused", now.getPaused());
        session("behind", now.getBehind());
        session("stopped", now.getStopped());
        session("recording", now.getSessions() - now.getPaused() - now.getBehind() - now.getStopped());
        cells.count(BEGUN, Tags.empty(), now.getSessionsBegun());
        cells.count(PARTS, Tags.empty(), now.getPartsBegun());
        cells.count(PACKETS, Tags.empty(), now.getPackets());
        cells.count(BYTES, Tags.empty(), now.getPacketBytes());
        cells.count(DROPPED, Tags.empty(), now.getPacketsDropped());
        cells.set(REFUSED, Tags.empty(), now.getUploadsRefused());
    }

    private void session(String state, int count) {
        cells.set(SESSIONS, Tags.of("state", state), count);
    }
}
