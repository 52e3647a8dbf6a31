// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import io.apotheca.recorder.control.v1.RecordCommand;
import io.apotheca.recorder.control.v1.RecordEvent;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/** A stream of commands until it has begun a session, which takes them from then on. One command is under way at a time. */
final class RecordingCall implements StreamObserver<RecordCommand> {
    private final RecordingService service;
    private final ServerCallStreamObserver<RecordEvent> response;
    private volatile @Nullable RecordingSession session;

    RecordingCall(RecordingService service, ServerCallStreamObserver<RecordEvent> response) {
        this.service = service;
        this.response = response;
        response.disableAutoRequest();
        response.setOnCancelHandler(() -> onError(new IllegalStateException("cancelled")));
        response.request(1);
    }

    @Override
    public void onNext(RecordCommand command) {
        RecordingSession begun = session;
        if (begun != null) {
            begun.onNext(command);
            return;
        }
        try {
            session = service.begin(command, response);
            response.request(1);
        } catch (StatusRuntimeException e) {
            response.onError(e);
        }
    }

    @Override
    public void onError(Throwable broken) {
        RecordingSession begun = session;
        if (begun != null) {
            begun.onError(broken);
        }
    }

    @Override
    public void onCompleted() {
        RecordingSession begun = session;
        if (begun != null) {
            begun.onCompleted();
        } else {
            response.onCompleted();
        }
    }
}
