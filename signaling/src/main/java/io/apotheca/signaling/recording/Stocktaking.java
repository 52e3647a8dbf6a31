// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

import io.apotheca.recorder.control.v1.PartRef;
import io.apotheca.recorder.control.v1.RecordingGrpc;
import io.apotheca.recorder.control.v1.RecoveredPart;
import io.apotheca.recorder.control.v1.RecoveredRequest;
import io.apotheca.recorder.control.v1.RecoveredResponse;
import io.apotheca.signaling.log.Trail;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of parts that nobody was told of when it happened, because the recorder or this server had ended: asked for at
 * the start, and then as long as ends of parts are not known, and noted. On gRPC's and the timers' threads.
 */
final class Stocktaking implements StreamObserver<RecoveredResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(Stocktaking.class);
    private static final long DEADLINE_SECONDS = 60;
    private static final long PAUSE_SECONDS = 60;
    private static final int MOST = 100;

    private final Channel channel;
    private final Recordings recordings;
    private final ScheduledExecutorService timers;

    Stocktaking(Channel channel, Recordings recordings, ScheduledExecutorService timers) {
        this.channel = channel;
        this.recordings = recordings;
        this.timers = timers;
    }

    /** Waits for a recorder that is not there yet, for a while. */
    void begin() {
        ask(recordings.unended(MOST));
    }

    private void ask(List<UnendedPart> unended) {
        RecoveredRequest.Builder request = RecoveredRequest.newBuilder();
        unended.forEach(each -> request.addParts(
                PartRef.newBuilder().setArchiveId(each.archiveId()).setPart(each.part())));
        Context.ROOT.run(() -> RecordingGrpc.newStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .recovered(request.build(), this));
    }

    private void again() {
        try {
            List<UnendedPart> unended = recordings.unended(MOST);
            if (unended.isEmpty()) {
                later();
            } else {
                ask(unended);
            }
        } catch (RuntimeException e) {
            LOG.error("What parts have no end could not be read: {}", Trail.of(e));
            later();
        }
    }

    private void later() {
        try {
            var _ = timers.schedule(this::again, PAUSE_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Not asked again: the server is ending");
        }
    }

    @Override
    public void onNext(RecoveredResponse response) {
        response.getPartsList().forEach(this::note);
    }

    private void note(RecoveredPart part) {
        try {
            PartEnd.of(part)
                    .ifPresentOrElse(
                            end -> recordings.recovered(part.getArchiveId(), end),
                            () -> recordings.found(
                                    part.getArchiveId(),
                                    part.getPart(),
                                    part.getOutcome().name()));
        } catch (RuntimeException e) {
            LOG.error("An archive's part could not be noted: {}", Trail.of(e));
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.warn(
                "The recorder did not say what became of earlier parts: {}",
                Status.fromThrowable(failure).getCode());
        later();
    }

    @Override
    public void onCompleted() {
        later();
    }
}
