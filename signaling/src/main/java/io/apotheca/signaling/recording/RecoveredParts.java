// SPDX-License-Identifier: Apache-2.0
package io.apotheca.signaling.recording;

import io.apotheca.recorder.control.v1.RecordingGrpc;
import io.apotheca.recorder.control.v1.RecoveredPart;
import io.apotheca.recorder.control.v1.RecoveredRequest;
import io.apotheca.recorder.control.v1.RecoveredResponse;
import io.apotheca.signaling.log.Trail;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of parts that nobody was told of when it happened, because the recorder or this server had ended: asked for
 * once, at the start, and noted. On gRPC's threads.
 */
final class RecoveredParts implements StreamObserver<RecoveredResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveredParts.class);
    private static final long DEADLINE_SECONDS = 60;

    private final Recordings recordings;

    private RecoveredParts(Recordings recordings) {
        this.recordings = recordings;
    }

    /** Waits for a recorder that is not there yet, for a while. */
    static void ask(Channel channel, Recordings recordings) {
        Context.ROOT.run(() -> RecordingGrpc.newStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .recovered(RecoveredRequest.getDefaultInstance(), new RecoveredParts(recordings)));
    }

    @Override
    public void onNext(RecoveredResponse response) {
        response.getPartsList().forEach(this::note);
    }

    private void note(RecoveredPart part) {
        try {
            PartEnd.of(part).ifPresent(end -> recordings.recovered(part.getArchiveId(), end));
        } catch (RuntimeException e) {
            LOG.error("An archive's part could not be noted: {}", Trail.of(e));
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.warn(
                "The recorder did not say what became of earlier parts: {}",
                Status.fromThrowable(failure).getCode());
    }

    @Override
    public void onCompleted() {
        LOG.debug("Asked what became of earlier parts");
    }
}
