// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.service;

import io.apotheca.recorder.control.v1.Begin;
import io.apotheca.recorder.control.v1.Content;
import io.apotheca.recorder.control.v1.Fact;
import io.apotheca.recorder.control.v1.Pause;
import io.apotheca.recorder.control.v1.RecordCommand;
import io.apotheca.recorder.control.v1.RecordEvent;
import io.apotheca.recorder.control.v1.RecordingGrpc;
import io.apotheca.recorder.control.v1.Resume;
import io.apotheca.recorder.control.v1.StateChanged;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Has one room recorded, as signaling does. */
final class RecordingClient implements StreamObserver<RecordEvent> {
    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<RecordEvent> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> over = new CompletableFuture<>();
    private final StreamObserver<RecordCommand> commands;

    RecordingClient(Channel recorder) {
        commands = RecordingGrpc.newStub(recorder).record(this);
    }

    static Begin.Builder begin(UUID archive) {
        return Begin.newBuilder()
                .setArchiveId(archive.toString())
                .setRoomId("room")
                .setContent(Content.CONTENT_AUDIO_AND_VIDEO);
    }

    RecordingClient say(Begin.Builder begin) {
        commands.onNext(RecordCommand.newBuilder().setBegin(begin).build());
        return this;
    }

    void pause() {
        commands.onNext(
                RecordCommand.newBuilder().setPause(Pause.getDefaultInstance()).build());
    }

    void resume() {
        commands.onNext(RecordCommand.newBuilder()
                .setResume(Resume.getDefaultInstance())
                .build());
    }

    void fact(String json) {
        commands.onNext(RecordCommand.newBuilder()
                .setFact(Fact.newBuilder().setJson(json))
                .build());
    }

    void end() {
        commands.onCompleted();
    }

    void vanish() {
        commands.onError(Status.CANCELLED.asRuntimeException());
    }

    @Override
    public void onNext(RecordEvent event) {
        events.add(event);
    }

    @Override
    public void onError(Throwable broken) {
        over.complete(Status.fromThrowable(broken));
    }

    @Override
    public void onCompleted() {
        over.complete(Status.OK);
    }

    Status over() {
        return over.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** The events up to the first of this kind. */
    List<RecordEvent> until(Predicate<RecordEvent> kind) throws InterruptedException {
        List<RecordEvent> all = new ArrayList<>();
        do {
            RecordEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("only " + all + ", and " + over.getNow(Status.OK));
            }
            all.add(event);
        } while (!kind.test(all.getLast()));
        return all;
    }

    StateChanged until(StateChanged.State state) throws InterruptedException {
        return until(event -> event.getStateChanged().getState() == state)
                .getLast()
                .getStateChanged();
    }
}
